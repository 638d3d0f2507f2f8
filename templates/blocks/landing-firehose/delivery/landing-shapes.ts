import { unconverted, unprocessed } from './error-prefix.ts';
import { topicRejected, type ParkedFromTopic } from './parked-from-topic.ts';
import type { Shape } from './parked-records.ts';
import { lakeBucketOutput } from './raw-sink.ts';

/** Where something is parked on the way into the raw zone. */
export interface LandingShape {
  shape: Shape<ParkedFromTopic>;
  /** The output of the stack with the name of the bucket. */
  bucketOutput: string;
}

/** What does not get into the raw zone, by the name of the store. */
export const landingShapes: Readonly<Record<string, LandingShape>> = {
  rejected: { shape: topicRejected, bucketOutput: 'FailureBucketName' },
  unprocessed: { shape: unprocessed, bucketOutput: lakeBucketOutput },
  unconverted: { shape: unconverted, bucketOutput: lakeBucketOutput },
};
