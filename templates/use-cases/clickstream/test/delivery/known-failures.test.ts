import { expect, it } from '@jest/globals';
import type { KafkaBatchResponse, KafkaEvent, KafkaRecord } from '../../processors/bridge/kafka-record.ts';
import { allAgain, atOnce, plainBridge, refusedAgain } from './plain-bridge.ts';
import { noticed, problemsOf } from './run.ts';
import { createBridge, ownSubject, type CreateBridge } from './subject.ts';

type Failures = KafkaBatchResponse['batchItemFailures'];
type Records = readonly KafkaRecord[];

/** The bridge of this project, with other records in the place of those of a partition. */
const given =
  (change: (records: Records) => Records): CreateBridge =>
  (ports) => {
    const bridge = createBridge(ports);
    return ({ records }, context) => {
      const changed = Object.entries(records).map(([partition, its]) => [partition, change(its)] as const);
      return bridge({ records: Object.fromEntries(changed) }, context);
    };
  };

/** The same, with another answer. */
const answering =
  (change: (failures: Failures, event: KafkaEvent) => Failures): CreateBridge =>
  (ports) => {
    const bridge = createBridge(ports);
    return async (event, context) => {
      const { batchItemFailures } = await bridge(event, context);
      return { batchItemFailures: change(batchItemFailures, event) };
    };
  };

const eachPartition = (change: (failures: Failures) => Failures): CreateBridge =>
  answering((failures) =>
    [...Map.groupBy(failures, ({ itemIdentifier }) => itemIdentifier.partition).values()].flatMap(change),
  );

const isTombstone = ({ value }: KafkaRecord): boolean => value === null || value === undefined;
const hasKey = ({ key }: KafkaRecord): boolean => key !== null && key !== undefined;
const asText = (bytes: string): string => Buffer.from(Buffer.from(bytes, 'base64').toString()).toString('base64');
const isJson = (value: string): boolean => {
  try {
    JSON.parse(Buffer.from(value, 'base64').toString());
    return true;
  } catch {
    return false;
  }
};
const writtenAnew = (value: string): string =>
  Buffer.from(JSON.stringify(JSON.parse(Buffer.from(value, 'base64').toString()))).toString('base64');

const linesOf = (body: string): string[] => body.split('\n').filter((line) => line !== '');
function valueAlone(line: string): string {
  const { record, reason } = JSON.parse(line) as { record: KafkaRecord; reason: string };
  return `${JSON.stringify({ record: { ...record, key: null, headers: [] }, reason })}\n`;
}

/** Mistakes that bridges in public repositories make. Each has to be noticed under the faults of one of these seeds. */
const seeds = [1, 2, 3, 4, 5];
const mistakes: Record<string, CreateBridge> = {
  'takes records that the stream refused for written': (ports) =>
    createBridge({ ...ports, putRecords: async (records, signal) => (await ports.putRecords(records, signal), []) }),
  'answers that all is well, whatever failed': answering(() => []),
  'sends what was refused after what comes later': plainBridge(refusedAgain),
  'sends a call again as long as the stream refuses a part of it': plainBridge(allAgain),
  'sends the events of a batch at once': plainBridge(atOnce),
  'writes a batch when the next one comes, and lets the offsets advance': (ports) => {
    const bridge = createBridge(ports);
    let before: KafkaEvent = { records: {} };
    return async (event, context) => {
      const late = before;
      before = event;
      await bridge(late, context);
      return { batchItemFailures: [] };
    };
  },
  'leaves out tombstones': given((records) => records.filter((record) => !isTombstone(record))),
  'leaves out records without a key': given((records) => records.filter(hasKey)),
  'leaves out what comes after a value that is no JSON': given((records) => {
    const first = records.findIndex(({ value }) => typeof value === 'string' && !isJson(value));
    return first < 0 ? records : records.slice(0, first + 1);
  }),
  'skips values that are no JSON': given((records) =>
    records.filter(({ value }) => typeof value !== 'string' || isJson(value)),
  ),
  'names the first record alone that is not done': eachPartition((failures) => failures.slice(0, 1)),
  'names the last record alone that is not done': eachPartition((failures) => failures.slice(-1)),
  'names a failed record of one partition under the name of another one': answering((failures, { records }) => {
    const names = Object.keys(records);
    const other = (name: string): string => names[(names.indexOf(name) + 1) % names.length]!;
    return failures
      .map(({ itemIdentifier: { partition, offset } }) => ({ itemIdentifier: { partition: other(partition), offset } }))
      .filter(({ itemIdentifier: { partition, offset } }) =>
        records[partition]!.some((record) => record.offset === offset),
      );
  }),
  'names the record after the failed one': answering((failures, { records }) =>
    failures
      .map(({ itemIdentifier: { partition, offset } }) => ({ itemIdentifier: { partition, offset: offset + 1 } }))
      .filter(({ itemIdentifier: { partition, offset } }) =>
        records[partition]!.some((record) => record.offset === offset),
      ),
  ),
  'gives each record of the stream a key of its own': (ports) => {
    let count = 0;
    return createBridge({
      ...ports,
      putRecords: (records, signal) =>
        ports.putRecords(
          records.map((record) => ({ ...record, partitionKey: `${count++}` })),
          signal,
        ),
    });
  },
  'takes records for parked that the failure store refused': (ports) =>
    createBridge({ ...ports, putObject: (...call) => ports.putObject(...call).catch(() => undefined) }),
  'parks nothing': (ports) => createBridge({ ...ports, putObject: async () => undefined }),
  'parks the value without key and headers': (ports) =>
    createBridge({
      ...ports,
      putObject: (key, body, signal) => ports.putObject(key, linesOf(body).map(valueAlone).join(''), signal),
    }),
  'reads keys as text, whatever bytes they have': given((records) =>
    records.map((record) => (typeof record.key === 'string' ? { ...record, key: asText(record.key) } : record)),
  ),
  'leaves out headers': given((records) => records.map((record) => ({ ...record, headers: [] }))),
  'writes numbers anew': given((records) =>
    records.map((record) =>
      typeof record.value === 'string' && isJson(record.value)
        ? { ...record, value: writtenAnew(record.value) }
        : record,
    ),
  ),
};

it.each(Object.keys(mistakes))('notices a bridge that %s', async (name) => {
  expect(await noticed(seeds, (seed) => problemsOf(seed, { ...ownSubject, createBridge: mistakes[name]! }))).toBe(true);
});
