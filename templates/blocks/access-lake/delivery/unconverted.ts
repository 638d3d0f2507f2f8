import { hash } from 'node:crypto';
import type { ParkedStreamRecord, Shape } from './parked-records.ts';

/** What Firehose writes about a record that fits the table not (Firehose guide, "Error handling" of data format conversion). */
interface Failure {
  rawData: string;
  lastErrorCode?: string;
  lastErrorMessage?: string;
}

/** Records of which one event does not fit the table, as they were in the stream: one document a line. */
export const unconverted: Shape = {
  prefix: 'errors/format-conversion-failed/',
  records: (body) =>
    body
      .replaceAll('}{', '}\n{')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Failure)
      .map(({ rawData, lastErrorCode = 'no code', lastErrorMessage = 'no message' }): ParkedStreamRecord => ({
        partitionKey: hash('sha256', rawData),
        data: rawData,
        reason: `${lastErrorCode}: ${lastErrorMessage}`,
      })),
};
