import { expect, it, jest } from '@jest/globals';
import type { KafkaBatchResponse, KafkaEvent, KafkaRecord } from '../../processors/landing/kafka-record.ts';
import { noticed } from './run.ts';
import { createLanding, ownSubject, type CreateLanding, type LandingPorts } from './subject.ts';

/** Some seeds each, on a busy machine too. */
jest.setTimeout(240_000);

type Failures = KafkaBatchResponse['batchItemFailures'];
type Row = Record<string, unknown>;

/** The landing of this project, with other records in the place of those of a partition. */
const given =
  (change: (records: readonly KafkaRecord[]) => readonly KafkaRecord[]): CreateLanding =>
  (ports) => {
    const land = createLanding(ports);
    return ({ records }, context) => {
      const changed = Object.entries(records).map(([partition, its]) => [partition, change(its)] as const);
      return land({ records: Object.fromEntries(changed) }, context);
    };
  };

/** The same, with another answer. */
const answering =
  (change: (failures: Failures, event: KafkaEvent) => Failures): CreateLanding =>
  (ports) => {
    const land = createLanding(ports);
    return async (event, context) => {
      const { batchItemFailures } = await land(event, context);
      return { batchItemFailures: change(batchItemFailures, event) };
    };
  };

/** The same, with other calls. */
const calling =
  (change: (ports: LandingPorts) => Partial<LandingPorts>): CreateLanding =>
  (ports) =>
    createLanding({ ...ports, ...change(ports) });

const withRow = (change: (row: Row) => void): CreateLanding =>
  calling(({ putRecordBatch }) => ({
    putRecordBatch: (records, signal) =>
      putRecordBatch(
        records.map((record) => {
          const row = JSON.parse(record.text) as Row;
          change(row);
          return { ...record, text: `${JSON.stringify(row)}\n` };
        }),
        signal,
      ),
  }));

const isJson = (value: string): boolean => {
  try {
    JSON.parse(Buffer.from(value, 'base64').toString());
    return true;
  } catch {
    return false;
  }
};
const linesOf = (body: string): string[] => body.split('\n').filter((line) => line !== '');
function valueAlone(line: string): string {
  const { record, reason } = JSON.parse(line) as { record: KafkaRecord; reason: string };
  return `${JSON.stringify({ record: { ...record, key: null, headers: [] }, reason })}\n`;
}

/** Mistakes that functions in public repositories make. Each has to be noticed under the faults of one of these seeds. */
const seeds = [1, 2, 3];
const mistakes: Record<string, CreateLanding> = {
  'takes records that Firehose refused for written': calling(({ putRecordBatch }) => ({
    putRecordBatch: async (records, signal) => (await putRecordBatch(records, signal), []),
  })),
  'takes a call that failed for written': calling(({ putRecordBatch }) => ({
    putRecordBatch: (records, signal) => putRecordBatch(records, signal).catch(() => []),
  })),
  'answers that all is well, whatever failed': answering(() => []),
  'names the last record alone that is not done': answering((failures) =>
    [...Map.groupBy(failures, ({ itemIdentifier }) => itemIdentifier.partition).values()].flatMap((its) =>
      its.slice(-1),
    ),
  ),
  'names the record after the failed one': answering((failures, { records }) =>
    failures
      .map(({ itemIdentifier: { partition, offset } }) => ({ itemIdentifier: { partition, offset: offset + 1 } }))
      .filter(({ itemIdentifier: { partition, offset } }) =>
        records[partition]!.some((record) => record.offset === offset),
      ),
  ),
  'names what failed of the first partition alone': answering((failures, { records }) =>
    failures.filter(({ itemIdentifier }) => itemIdentifier.partition === Object.keys(records)[0]),
  ),
  'writes a batch when the next one comes, and lets the offsets advance': (ports) => {
    const land = createLanding(ports);
    let before: KafkaEvent = { records: {} };
    return async (event, context) => {
      const late = before;
      before = event;
      await land(late, context);
      return { batchItemFailures: [] };
    };
  },
  'skips values that are no JSON': given((records) =>
    records.filter(({ value }) => typeof value !== 'string' || isJson(value)),
  ),
  'leaves out what comes after a value that is no JSON': given((records) => {
    const first = records.findIndex(({ value }) => typeof value === 'string' && !isJson(value));
    return first < 0 ? records : records.slice(0, first + 1);
  }),
  'leaves out records without a key': given((records) => records.filter(({ key }) => typeof key === 'string')),
  'takes records for parked that the failure store refused': calling(({ putObject }) => ({
    putObject: (...call) => putObject(...call).catch(() => undefined),
  })),
  'parks nothing': calling(() => ({ putObject: async () => undefined })),
  'parks the value without key and headers': calling(({ putObject }) => ({
    putObject: (key, body, signal) => putObject(key, linesOf(body).map(valueAlone).join(''), signal),
  })),
  'writes the line anew, with numbers as a double has them': withRow((row) => {
    row['line'] = JSON.stringify(JSON.parse(String(row['line'])));
  }),
  'writes amounts as a double has them': withRow((row) => {
    if (typeof row['amount'] === 'string') row['amount'] = String(Number(row['amount']));
  }),
  'has times in seconds': withRow((row) => {
    if (typeof row['occurred_at'] === 'string') row['occurred_at'] = `${row['occurred_at'].slice(0, 19)}Z`;
  }),
  'gives a row the offset of another record': withRow((row) => {
    row['kafka_offset'] = Number(row['kafka_offset']) + 1;
  }),
};

it.each(Object.keys(mistakes))('notices a landing that %s', async (name) => {
  expect(await noticed(seeds, { ...ownSubject, createLanding: mistakes[name]! })).toBe(true);
});
