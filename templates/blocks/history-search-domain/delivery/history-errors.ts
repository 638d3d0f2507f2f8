import { undeliveredRows } from './firehose-errors.ts';
import { untransformedRecords } from './firehose-failures.ts';

export const untransformed = untransformedRecords('history/processing-failed/');

/** Documents that the domain did not take. Pages of the Firehose developer guide end the prefix with -failed or with _failed. */
export const unindexed = undeliveredRows('history/AmazonOpenSearchService');
