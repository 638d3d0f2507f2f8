import { expect, it } from '@jest/globals';
import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { KinesisStreamRecord } from 'aws-lambda';
import { createAnalysis, createCloser, type AnalysisSubject, type CreateAnalysis } from './analysis/subject.ts';
import type { TableCalls } from './analysis/table-calls.ts';
import { noticed, problemsOf } from './run.ts';
import { ownSubject } from './subject.ts';

/** The analysis of this project, with other records in the place of those of a batch. */
const given =
  (change: (records: KinesisStreamRecord[]) => KinesisStreamRecord[]): CreateAnalysis =>
  (ports) => {
    const analyse = createAnalysis(ports);
    return ({ Records }, context) => analyse({ Records: change(Records) }, context);
  };

/** Analysis and closer of this project, with other calls of their tables. */
const withTables = (change: (tables: TableCalls) => Partial<TableCalls>): Partial<AnalysisSubject> => ({
  createAnalysis: (ports) => createAnalysis({ ...ports, tables: { ...ports.tables, ...change(ports.tables) } }),
  createCloser: (ports) => createCloser({ ...ports, tables: { ...ports.tables, ...change(ports.tables) } }),
});

const withData = (change: (lines: string[]) => string[]) => (record: KinesisStreamRecord) => {
  const lines = Buffer.from(record.kinesis.data, 'base64').toString().split('\n');
  const data = Buffer.from(change(lines).join('\n')).toString('base64');
  return { ...record, kinesis: { ...record.kinesis, data } };
};
const isUser = ({ Item }: PutItemCommandInput): boolean => Item!['pk']?.S?.startsWith('user#') ?? false;
const isResult = ({ TableName }: PutItemCommandInput): boolean => TableName === 'results';

/** Mistakes that are made with windows and tables. Each has to be noticed under the faults of one of these seeds. */
const seeds = [1, 2, 3, 4, 5];
const mistakes: Record<string, Partial<AnalysisSubject>> = {
  'answers that all is well, whatever failed': {
    createAnalysis: (ports) => {
      const analyse = createAnalysis(ports);
      return async (event, context) => (await analyse(event, context), { batchItemFailures: [] });
    },
  },
  'names the last failed record in the place of the first': {
    createAnalysis: (ports) => {
      const analyse = createAnalysis(ports);
      return async (event, context) => {
        const { batchItemFailures } = await analyse(event, context);
        const itemIdentifier = event.Records.at(-1)!.kinesis.sequenceNumber;
        return { batchItemFailures: batchItemFailures.length > 0 ? [{ itemIdentifier }] : [] };
      };
    },
  },
  'reads the first line of a record alone': {
    createAnalysis: given((records) => records.map(withData((lines) => lines.slice(0, 1)))),
  },
  'leaves out the last record of a batch': {
    createAnalysis: given((records) => records.slice(0, Math.max(1, records.length - 1))),
  },
  'takes an event that the stream has twice for two': {
    createAnalysis: given((records) =>
      records.map((record) =>
        withData((lines) =>
          lines.map((line) => line.replace(/"event_id":"/, `"event_id":"${record.kinesis.sequenceNumber.slice(-6)}-`)),
        )(record),
      ),
    ),
  },
  'takes the time of arrival for the time of the event': {
    createAnalysis: given((records) =>
      records.map((record) =>
        withData((lines) =>
          lines.map((line) =>
            line.replace(
              /"event_time":\d+/,
              `"event_time":${Math.round(record.kinesis.approximateArrivalTimestamp * 1000)}`,
            ),
          ),
        )(record),
      ),
    ),
  },
  'writes a user over what another invocation has written': withTables((tables) => ({
    put: async (input) => {
      const was = isUser(input)
        ? (
            await tables.get({
              TableName: 'analysis',
              Key: { pk: input.Item!['pk']!, sk: input.Item!['sk']! },
              ConsistentRead: true,
            })
          ).Item?.['version']
        : undefined;
      if (!was) return await tables.put(input);
      await tables.put({
        ...input,
        ConditionExpression: '#version = :was',
        ExpressionAttributeValues: { ':was': was },
      });
    },
  })),
  'reads users as they were': withTables((tables) => ({
    get: (input) => tables.get({ ...input, ConsistentRead: false }),
    put: (input) => tables.put(input).catch(() => undefined),
  })),
  'takes results that the table refused for written': withTables((tables) => ({
    put: (input) => (isResult(input) ? tables.put(input).catch(() => undefined) : tables.put(input)),
  })),
  'takes users that the table refused for written': withTables((tables) => ({
    put: (input) => (isUser(input) ? tables.put(input).catch(() => undefined) : tables.put(input)),
  })),
  'closes no session of a user who does nothing more': { createCloser: () => async () => undefined },
  'closes sessions and makes no offers of them': withTables((tables) => ({
    put: async (input) => {
      if (isResult(input) && input.Item!['rule']?.S === 'cart-left') return;
      await tables.put(input);
    },
  })),
  'closes sessions by the clock': {
    createCloser: (ports) =>
      createCloser({
        ...ports,
        clock: { ...ports.clock, now: () => ports.clock.now() + 3_600_000 },
      }),
  },
};

it.each(Object.keys(mistakes))('notices an analysis that %s', async (name) => {
  expect(await noticed(seeds, (seed) => problemsOf(seed, { ...ownSubject, ...mistakes[name] }))).toBe(true);
});
