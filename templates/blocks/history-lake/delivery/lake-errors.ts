import { undeliveredRows } from './firehose-errors.ts';
import { untransformedRecords } from './firehose-failures.ts';

/** The output of the stack with the bucket that Firehose writes to. */
export const lakeBucketOutput = 'LakeBucketName';

export const unprocessed = untransformedRecords('errors/processing-failed/');

/** Rows that do not fit the table. */
export const unconverted = undeliveredRows('errors/format-conversion-failed/');
