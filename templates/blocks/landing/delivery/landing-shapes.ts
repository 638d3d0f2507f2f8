import { topicRejected, type ParkedFromTopic } from './parked-from-topic.ts';
import type { Shape } from './parked-records.ts';
import { lakeBucketOutput } from './raw-sink.ts';
import { topicGivenUp } from './topic-given-up.ts';
import { unconverted } from './unconverted-rows.ts';

/** Where something is parked on the way into the raw zone. */
export interface LandingShape {
  shape: Shape<ParkedFromTopic>;
  /** The output of the stack with the name of the bucket. */
  bucketOutput: string;
  /** Whether the record is parked with its key and its headers. */
  isWhole: boolean;
}

/** What does not get into the raw zone, by the name of the store. */
export const landingShapes: Readonly<Record<string, LandingShape>> = {
  'given-up': { shape: topicGivenUp, bucketOutput: 'FailureBucketName', isWhole: true },
  rejected: { shape: topicRejected, bucketOutput: 'FailureBucketName', isWhole: true },
  unconverted: { shape: unconverted, bucketOutput: lakeBucketOutput, isWhole: false },
};
