import { copiedRows, refusedByTransform } from './copy-errors.ts';
import type { ParkedEvents } from './parked-events.ts';

const bucketOutput = 'FailureBucketName';
const sinks = ['warehouse'];

/** Where rows are copied: records that could not be made rows. */
export const unmade: ParkedEvents = { kind: 'warehouse-unmade', shape: refusedByTransform, sinks, bucketOutput };

/** Where rows are copied: records of objects that COPY did not take. */
export const uncopied: ParkedEvents = { kind: 'warehouse-uncopied', shape: copiedRows, sinks, bucketOutput };
