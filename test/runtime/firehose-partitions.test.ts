import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { failuresIn, objectsIn, startDelivery } from './firehose-world.ts';
import { arnOf, StackWorld } from './stack-world.ts';
import { always } from './world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

/** A transform that says the partition by the first letter of a record; one that begins with `-` has none. */
const partitioner = `
export const handler = async ({ records }) => ({
  records: records.map(({ recordId, data }) => {
    const text = Buffer.from(data, 'base64').toString();
    const metadata = { partitionKeys: text.startsWith('-') ? {} : { letter: text[0] } };
    return { recordId, result: 'Ok', data: Buffer.from(text + '\\n').toString('base64'), metadata };
  }),
});`;

const split = {
  Type: 'RecordDeAggregation',
  Parameters: [
    { ParameterName: 'SubRecordType', ParameterValue: 'DELIMITED' },
    { ParameterName: 'Delimiter', ParameterValue: Buffer.from('\n').toString('base64') },
  ],
};
const lambda = {
  Type: 'Lambda',
  Parameters: [
    { ParameterName: 'LambdaArn', ParameterValue: arnOf('Function') },
    { ParameterName: 'BufferIntervalInSeconds', ParameterValue: '1' },
  ],
};
const partitioned = {
  Prefix: 'rows/letter=!{partitionKeyFromLambda:letter}/!{timestamp:yyyy}-',
  ErrorOutputPrefix: 'errors/!{firehose:error-output-type}/!{timestamp:yyyy}/',
  BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
  DynamicPartitioningConfiguration: { Enabled: true },
  ProcessingConfiguration: { Enabled: true, Processors: [split, lambda] },
};
const start = (to: object = {}, run: object = {}) =>
  startDelivery(world, { source: 'stream', to: { ...partitioned, ...to } as never }, run, partitioner);

/** The rows of each folder. */
const rows = (objects: Record<string, string>): Record<string, string[]> => {
  const found = Object.entries(objects).map(([key, text]) => [key.split('/')[1]!, text.trim().split('\n')] as const);
  const groups = Map.groupBy(found, ([folder]) => folder);
  return Object.fromEntries([...groups].map(([folder, its]) => [folder, its.flatMap(([, texts]) => texts)]));
};

describe('Firehose guide, dynamic-partitioning', () => {
  it('takes a record apart, and delivers each part to its partition, in their order', async () => {
    const stack = await start();
    stack.find('stream').put('a', 'a1\nb1\na2\n');
    stack.find('stream').put('a', 'b2');
    await stack.settled();
    expect(rows(objectsIn(stack, 'rows/'))).toEqual({ 'letter=a': ['a1', 'a2'], 'letter=b': ['b1', 'b2'] });
  });

  it('delivers to the error prefix what has no partition', async () => {
    const stack = await start();
    stack.find('stream').put('a', 'a1\n-');
    await stack.settled();
    expect(rows(objectsIn(stack, 'rows/'))).toEqual({ 'letter=a': ['a1'] });
    expect(failuresIn(stack, 'errors/processing-failed/')).toMatchObject([{ rawData: btoa('-') }]);
  });

  it('"capped at 500 per record": the rest is gone, and the run says so', async () => {
    const stack = await start();
    stack.find('stream').put('a', Array.from({ length: 502 }, (_, nth) => `a${nth}`).join('\n'));
    await stack.settled();
    expect(rows(objectsIn(stack, 'rows/'))['letter=a']).toHaveLength(500);
    expect(JSON.stringify(stack.errors())).toContain('events has lost 2 records');
  });

  it('delivers again when the answer of the destination is lost', async () => {
    const stack = await start({}, { rules: always({ 'delivery.repeated': 1 }) });
    stack.find('stream').put('a', 'a1\nb1');
    await stack.settled();
    expect(rows(objectsIn(stack, 'rows/'))).toEqual({ 'letter=a': ['a1', 'a1'], 'letter=b': ['b1', 'b1'] });
  });

  it('delivers after a kill what was not delivered', async () => {
    const first = await start();
    first.find('stream').put('a', 'a1\na2');
    await first.settled();
    first.find('stream').put('a', 'a3\na4');
    await world.stop(first, { keep: true });
    const options = { source: 'stream', to: partitioned as never } as const;
    const second = await startDelivery(world, options, { resume: true }, partitioner);
    await second.settled();
    expect(rows(objectsIn(second, 'rows/'))).toEqual({ 'letter=a': ['a1', 'a2', 'a3', 'a4'] });
  });
});

describe('what CreateDeliveryStream refuses', () => {
  it.each([
    [
      'keys without partitioning',
      { DynamicPartitioningConfiguration: { Enabled: false } },
      'not enabled|needs dynamic',
    ],
    ['partitioning without keys', { Prefix: 'rows/!{timestamp:yyyy}-' }, 'has to have partition keys'],
    ['no error prefix', { ErrorOutputPrefix: undefined }, 'ErrorOutputPrefix cannot be null'],
    ['a small buffer', { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } }, 'at least 64'],
    ['no transform', { ProcessingConfiguration: { Processors: [split] } }, 'need a Lambda processor'],
    ['a query', { Prefix: '!{partitionKeyFromQuery:a}/' }, 'is not modelled'],
    [
      'parts by JSON',
      {
        ProcessingConfiguration: {
          Processors: [{ ...split, Parameters: [{ ParameterName: 'SubRecordType', ParameterValue: 'JSON' }] }, lambda],
        },
      },
      'is not modelled',
    ],
  ])('%s', async (_, to, reason) => {
    await expect(start(to)).rejects.toThrow(new RegExp(reason));
  });
});
