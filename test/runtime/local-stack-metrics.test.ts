import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import type { MetricSeries } from '../../runtime/contracts/metrics.ts';
import { registry } from '../../runtime/services/registered.ts';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { signedHeaders } from './gateway-signing.ts';
import { arnOf, pipeline, put, resource, StackWorld, writer } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(async () => {
  const strange = world.metrics().filter((series) => series.namespace.startsWith('AWS/') && !isRegistered(series));
  await world.close();
  expect(strange).toEqual([]);
});

/** Whether a service has declared that it reports this, with these dimensions. */
const isRegistered = ({ namespace, name, dimensions }: MetricSeries): boolean =>
  registry.services.some(({ metrics }) => {
    const known = metrics[namespace]?.[name];
    return (
      known?.absent === undefined && isDeepStrictEqual(Object.keys(known?.dimensions ?? {}), Object.keys(dimensions))
    );
  });

const sumOf = (stack: LocalStack, name: string, dimensions: object): number | undefined => {
  const found = stack
    .metrics()
    .find((each) => each.name === name && JSON.stringify(each.dimensions) === JSON.stringify(dimensions));
  return found?.minutes.reduce((sum, minute) => sum + minute.sum, 0);
};

it('counts the events of a mapping only where the template asks for it: dropped ones without a destination', async () => {
  const dropped = async (more: object) => {
    const stack = await world.start(pipeline({ MaximumRetryAttempts: 0, ...more }), writer);
    put(stack, 'broken');
    await stack.settled();
    const found = stack.metrics().filter(({ dimensions }) => 'EventSourceMappingUUID' in dimensions);
    await world.stop(stack);
    return found.map(({ name, minutes: [minute] }) => [name, minute!.sum]);
  };
  expect(await dropped({})).toEqual([]);
  expect(await dropped({ MetricsConfig: { Metrics: ['EventCount'] } })).toEqual([['DroppedEventCount', 1]]);
});

it('collects the metrics of services, and those that functions embed in their logs', async () => {
  const stack = await world.start(pipeline(), writer);
  put(stack, 'a', 'b');
  await stack.settled();
  put(stack, 'broken');
  while (sumOf(stack, 'Errors', { FunctionName: 'shop-writer' }) !== 1) await stack.clock.sleep(200);
  expect(sumOf(stack, 'IncomingRecords', { StreamName: 'changes' })).toBe(3);
  expect(sumOf(stack, 'IncomingBytes', { StreamName: 'changes' })).toBe(8);
  expect(sumOf(stack, 'WriteProvisionedThroughputExceeded', { StreamName: 'changes' })).toBe(0);
  expect(sumOf(stack, 'Invocations', { FunctionName: 'shop-writer' })).toBe(2);
  expect(sumOf(stack, 'Throttles', { FunctionName: 'shop-writer' })).toBe(0);
  expect(sumOf(stack, 'IteratorAge', { FunctionName: 'shop-writer' })).toBeGreaterThan(0);
  expect(sumOf(stack, 'Written', { service: 'writer' })).toBe(2);
});

/** As a person calls OpenSearch. */
const search = async (stack: LocalStack, service: 'es' | 'aoss', method: string, path: string, body = '') =>
  fetch(`${stack.url}${path}`, {
    method,
    headers: await signedHeaders(`${stack.url}${path}`, { method, body, service }),
    ...(body === '' ? {} : { body }),
  });

it('collects what a collection reports of bulk requests', async () => {
  const stack = await world.start(
    { Search: resource('Search', 'AWS::OpenSearchServerless::Collection', { Name: 'search' }) },
    '',
  );
  await search(
    stack,
    'aoss',
    'PUT',
    '/products',
    '{"mappings":{"dynamic":"strict","properties":{"n":{"type":"long"}}}}',
  );
  const errors = () => stack.metrics().find(({ name }) => name === 'IngestionRequestErrors');
  expect(errors()).toBeUndefined();
  const bulk = (n: string) => search(stack, 'aoss', 'POST', '/products/_bulk', `{"index":{"_id":"1"}}\n{"n":${n}}\n`);
  expect((await bulk('1')).status).toBe(200);
  expect((await bulk('"x"')).status).toBe(200);
  expect(errors()).toMatchObject({
    namespace: 'AWS/AOSS',
    dimensions: { ClientId: '111122223333', CollectionName: 'search' },
  });
  const values = errors()!.minutes.flatMap(({ count, sum }) => [{ count, sum }]);
  expect(values.reduce((all, { count, sum }) => ({ count: all.count + count, sum: all.sum + sum }))).toEqual({
    count: 2,
    sum: 1,
  });
  expect(stack.flowing('a person', 'Search')).toBe(3);
  expect([...stack.find('index').documents('products')]).toHaveLength(1);
});

it('collects what a domain reports of its health', async () => {
  const domain = resource('Search', 'AWS::OpenSearchService::Domain', { DomainName: 'search' });
  const stack = await world.start({ Search: domain }, '');
  const dimensions = { ClientId: '111122223333', DomainName: 'search' };
  expect(sumOf(stack, 'ClusterStatus.red', dimensions)).toBe(0);
  expect(sumOf(stack, 'ClusterIndexWritesBlocked', dimensions)).toBe(0);
  expect(sumOf(stack, 'FreeStorageSpace', dimensions)).toBe(0.8 * 10 * 1024);
});

const startTable = (rules: FaultRules) =>
  world.start(
    {
      ...pipeline(),
      Table: resource('Items', 'AWS::DynamoDB::Table', {
        TableName: 'items',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        KinesisStreamSpecification: { StreamArn: arnOf('Stream') },
      }),
    },
    `export const handler = () => null;`,
    { rules },
  );
const ofTable = { TableName: 'items' };
const captured = { ...ofTable, DelegatedOperation: 'PutRecord' };
const recordsIn = (stack: LocalStack) => stack.find('stream').records().length;

it('counts write units of a table by the kilobyte, and the changes that are too large for its stream', async () => {
  const stack = await startTable({});
  stack.find('table').put({ id: { S: 'a' } });
  stack.find('table').put({ id: { S: 'b' }, text: { S: 'x'.repeat(2000) } });
  expect(sumOf(stack, 'ConsumedWriteCapacityUnits', ofTable)).toBe(1 + 2);
  expect(recordsIn(stack)).toBe(2);
  stack.setFault('stream.record-too-large', true);
  stack.find('table').put({ id: { S: 'c' } });
  expect(recordsIn(stack)).toBe(2);
  expect(sumOf(stack, 'FailedToReplicateRecordCount', captured)).toBe(1);
});

it('takes no changes while capture is switched off, and counts the writes all the same', async () => {
  const stack = await startTable({});
  stack.setFault('stream.capture-off', true);
  stack.find('table').put({ id: { S: 'a' } });
  stack.setFault('stream.capture-off', false);
  stack.find('table').put({ id: { S: 'b' } });
  expect(recordsIn(stack)).toBe(1);
  expect(sumOf(stack, 'ConsumedWriteCapacityUnits', ofTable)).toBe(2);
  expect(sumOf(stack, 'FailedToReplicateRecordCount', captured)).toBeUndefined();
});

it('lets changes of a table wait while the stream has no capacity, and counts the refusals', async () => {
  const stack = await startTable({});
  stack.setFault('stream.write-throttled', true);
  stack.find('table').put({ id: { S: 'a' } });
  await stack.clock.sleep(12_000);
  expect(recordsIn(stack)).toBe(0);
  expect(stack.waitingFor()).toEqual(['1 changes of table items on their way to stream changes']);
  stack.setFault('stream.write-throttled', false);
  await stack.settled();
  expect(recordsIn(stack)).toBe(1);
  expect(sumOf(stack, 'WriteProvisionedThroughputExceeded', { StreamName: 'changes' })).toBeGreaterThan(1);
});

it('collects how long changes of a table wait for their stream, and waits for them', async () => {
  const stack = await startTable({ 'stream.delay': { rate: 1, sightings: 1 } });
  stack.find('table').put({ id: { S: 'a' } });
  expect(stack.waitingFor()).toEqual(['1 changes of table items on their way to stream changes']);
  expect(['Items', 'Changes'].map((each) => stack.passed(each).waiting)).toEqual([1, 0]);
  await stack.settled();
  expect(stack.waitingFor()).toEqual([]);
  const ages = stack.metrics().find(({ name }) => name === 'AgeOfOldestUnreplicatedRecord');
  expect(ages!.dimensions).toMatchObject({ TableName: 'items' });
  expect(Math.max(...ages!.minutes.map(({ max }) => max))).toBeGreaterThan(30_000);
  expect(stack.passed('Writer').in).toBe(1);
});
