import { lakeBucketOutput } from './access-sink.ts';
import type { ParkedEvents } from './parked-events.ts';
import { unconverted } from './unconverted.ts';

/** Records that Firehose could not convert. */
export const unconvertedEvents: ParkedEvents = {
  kind: 'unconverted',
  shape: unconverted,
  sinks: ['lake'],
  bucketOutput: lakeBucketOutput,
};
