import { changeOfRow } from './change-of-row.ts';
import { failuresIn, parkedFailure } from './firehose-failures.ts';
import type { Shape } from './parked-records.ts';

/**
 * Rows that their destination did not take (Firehose developer guide, "Handling errors for data format conversion" and "Handle data
 * delivery failures"): the changes that they were made of go back.
 */
export const undeliveredRows = (prefix: string): Shape => ({
  prefix,
  records: (body) =>
    failuresIn(body).map((failure) => {
      const row = Buffer.from(failure.rawData, 'base64').toString();
      return parkedFailure(failure, Buffer.from(JSON.stringify(changeOfRow(row))));
    }),
});
