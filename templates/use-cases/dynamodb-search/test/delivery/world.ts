import { itemName } from '../../contract/derived/item.ts';
import { itemKey } from '../../contract/derived/item-table.ts';
import {
  createClock,
  createFaults,
  createIndex,
  createObjects,
  createStream,
  createTable,
  indexSettings,
  startStreamMapping,
  type FaultRules,
  type Outage,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { pipeline as description } from '../../delivery/pipeline.ts';
import { IndexSetup } from '../../processors/index-setup/index-setup.ts';
import { engine } from '../../processors/lib/search/engine.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { idsOf, resourcesOf } from '../infra/synthesized.ts';
import { deadlineIn } from '../scripted-engine.ts';
import type { IndexerPorts, IndexerUnderTest } from './indexer-ports.ts';
import { accountOf, seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';

/** The mapping as it is deployed: batch size, retries, bisecting and so on. */
const resources = resourcesOf('dev');
const properties = resources[idsOf(resources, 'AWS::Lambda::EventSourceMapping')[0]!]!.Properties;
/** In records. */
export const largestBatch = Number(properties!['BatchSize']);
const functionTimeout = 60_000;

export interface WorldOptions {
  seed: number;
  rules: FaultRules;
  /** When a service does not work at all. */
  outages: readonly Outage[];
  createSubject(ports: IndexerPorts): IndexerUnderTest;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

export const begin = Date.UTC(2026, 10, 23);

/** How often a run goes through every outage, each time with a quiet end. */
export const rounds = 3;
export const roundLength = 3_600_000;

/**
 * In every round, one after the other and in an order of the seed: an engine that refuses requests, one that finds them too large,
 * one that refuses some documents or all, a failure store that does not answer, and a table that cannot be read. What came early in a
 * round comes late in the next one: a change that it lost may be made good by a later change of the same item.
 */
export function outagesOf(seed: number): Outage[] {
  const random = seededRandom(seed);
  const services: Omit<Outage, 'from' | 'to'>[] = [
    { point: 'index.request-503' },
    { point: 'index.request-413' },
    { point: 'index.item-429' },
    { point: 'index.item-503', share: 0.5 },
    { point: 'objects.put-failed' },
    { point: 'table.read-throttled' },
  ];
  const shuffled = services
    .map((service) => ({ service, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ service }) => service);
  return Array.from({ length: rounds }, (_, round) => {
    let to = begin + round * roundLength;
    return (round % 2 === 0 ? shuffled : shuffled.toReversed()).map((service) => {
      const from = to + random() * 20_000;
      // longer than the time of a function, so that it has to leave work to the next one
      to = from + functionTimeout + 20_000;
      return { ...service, from, to };
    });
  }).flat();
}

/**
 * The pipeline from the table to the index in one process and on virtual time, with stand-ins of DynamoDB, Kinesis, Lambda's
 * event source mapping, S3 and OpenSearch that fail as the seed says.
 */
export async function createWorld({ seed, rules, outages, createSubject }: WorldOptions) {
  const clock = createClock(begin);
  const faults = createFaults({ seed, clock, rules, outages });
  const services = { clock, faults };
  const arn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes';
  const stream = createStream({ arn, shards: 2, retention: 24 * 3_600_000, clock });
  const table = createTable({
    ...services,
    name: 'items',
    key: itemKey.map(({ name }) => name) as [string],
    changes: { stream, precision: 'MICROSECOND' },
  });
  const failures = createObjects(services);
  const settings = indexSettings[engine.service === 'es' ? 'domain' : 'serverless'];
  const index = createIndex({ ...services, settings });

  const setup = new IndexSetup(new SearchClient('https://search.example', index.fetch, clock), itemName, clock);
  await clock.run(setup.run(deadlineIn(600_000, clock)));

  const mapping = startStreamMapping({
    ...services,
    uuid: '2f8d9b1c-0f5e-4a3b-9c7d-112233445566',
    stream,
    properties: properties as never,
    onFailure: failures,
    function: {
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:indexer',
      roleArn: 'arn:aws:iam::111122223333:role/indexer',
      timeout: functionTimeout,
      handler: createSubject({
        alias: itemName,
        fetch: index.fetch,
        clock,
        getItem: async ({ Key, ConsistentRead = false }) => ({
          Item: await table.read(Key as never, { consistent: ConsistentRead }),
        }),
        putObject: (key, body) => failures.put(key, body),
      }) as never,
    },
  });
  const pipeline = description.at({
    clock,
    outputs: { TableName: table.name, ChangeStreamName: 'changes', FailureBucketName: 'failures' },
    find: ((kind: 'table' | 'stream' | 'bucket' | 'index') =>
      ({ table, stream, bucket: failures, index })[kind]) as never,
  });
  const account = accountOf(pipeline);
  /** Everything that is under way has come to an end. */
  const settled = () => clock.run(table.captured().then(() => mapping.idle()));
  return { clock, faults, stream, table, failures, index, pipeline, account, settled };
}
