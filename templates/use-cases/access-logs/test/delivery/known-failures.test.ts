import { expect, it } from '@jest/globals';
import { decompress } from './decompress.ts';
import { noticed, problemsOf } from './run.ts';
import { createDetector, createIngest, type CreateDetector, type CreateIngest } from './subject.ts';

/** Mistakes that ingestion code in public repositories makes. Each has to be noticed under the faults of one of these seeds. */
const seeds = [1, 2, 3];
const mistakes: Record<string, CreateIngest> = {
  'takes records that the stream refused for written': (ports) =>
    createIngest({ ...ports, putRecords: async (records, signal) => (await ports.putRecords(records, signal), []) }),
  'answers that all is well, whatever failed': (ports) => {
    const subject = createIngest(ports);
    return async (event, context) => {
      await subject(event, context);
      return { batchItemFailures: [] };
    };
  },
  'takes lines for parked that the failure store refused': (ports) =>
    createIngest({ ...ports, putObject: (key, body) => ports.putObject(key, body).catch(() => undefined) }),
  'parks nothing': (ports) => createIngest({ ...ports, putObject: async () => undefined }),
  'reads the first object of a message only': (ports) => {
    const subject = createIngest(ports);
    return (event, context) => subject({ Records: event.Records.slice(0, 1) }, context);
  },
  'reads what is under the key now, whatever version the notification names': (ports) =>
    createIngest({ ...ports, open: ({ bucket, key }) => ports.open({ bucket, key }) }),
  'takes a gzip that ends too early for an empty one': (ports) =>
    createIngest({
      ...ports,
      decompress: async function* (body) {
        const chunks: Buffer[] = [];
        try {
          for await (const chunk of decompress(body)) chunks.push(chunk);
        } catch {
          return;
        }
        yield* chunks;
      },
    }),
};

it.each(Object.keys(mistakes))('notices an ingest that %s', async (name) => {
  expect(await noticed(seeds, (seed) => problemsOf(seed, { createIngest: mistakes[name]! }))).toBe(true);
});

/** Mistakes of code that counts the events of a stream. */
const miscounts: Record<string, CreateDetector> = {
  'answers that all is well, whatever failed': (ports) => {
    const subject = createDetector(ports);
    return async (event, context) => {
      await subject(event, context);
      return { batchItemFailures: [] };
    };
  },
  'counts again what comes again': ({ table, ...ports }) =>
    createDetector({
      ...ports,
      table: {
        get: async (input) => {
          const { Item } = await table.get(input);
          return { Item: Item && { ...Item, version: { S: '0'.repeat(64) } } };
        },
        put: async ({ ConditionExpression: _, ...input }) => {
          const { Item } = await table.get({ TableName: input.TableName, Key: keyOf(input.Item!) });
          return await table.put({ ...input, ...asRead(Item) });
        },
      },
    }),
  'replaces what is counted, instead of adding to it': ({ table, ...ports }) =>
    createDetector({
      ...ports,
      table: {
        get: async (input) => (input.Key!['pk']!.S!.startsWith('part') ? { Item: undefined } : await table.get(input)),
        put: async (input) => {
          const { Item } = await table.get({ TableName: input.TableName, Key: keyOf(input.Item!) });
          return await table.put({ ...input, ...asRead(Item) });
        },
      },
    }),
  'reads the first half of a batch only': (ports) => {
    const subject = createDetector(ports);
    return (event, context) =>
      subject({ Records: event.Records.slice(0, Math.ceil(event.Records.length / 2)) }, context);
  },
};

type Item = NonNullable<Awaited<ReturnType<Parameters<CreateDetector>[0]['table']['get']>>['Item']>;
const keyOf = ({ pk, sk }: Item): Item => ({ pk: pk!, sk: sk! });
/** The condition that holds for what the table has now, as if there were none. */
const asRead = (item: Item | undefined) =>
  item
    ? {
        ConditionExpression: '#version = :was',
        ExpressionAttributeValues: { ':was': item['version']! },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

it.each(Object.keys(miscounts))('notices a detector that %s', async (name) => {
  expect(await noticed(seeds, (seed) => problemsOf(seed, { createDetector: miscounts[name]! }))).toBe(true);
});
