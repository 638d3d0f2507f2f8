import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { delivery, failuresIn, lambda, objectsIn, startDelivery, sumOf, textsIn } from './firehose-world.ts';
import { arnOf, resource, StackWorld } from './stack-world.ts';
import { always } from './world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const minutes = 60_000;
const readsStream = { source: 'stream' } as const;
const shardKeys = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('Firehose guide, basic-deliver and create-configure-backup', () => {
  it('"Firehose concatenates data without any delimiters"', async () => {
    const stack = await startDelivery(world);
    for (const text of ['{"a":1}', '{"b":2}']) stack.find('deliveryStream').put(text);
    await stack.settled();
    expect(textsIn(stack)).toEqual(['{"a":1}{"b":2}']);
  });

  it('"the buffer interval": delivers what is there when it is over, not before', async () => {
    const stack = await startDelivery(world);
    const begun = stack.clock.now();
    stack.find('deliveryStream').put('a');
    await stack.settled();
    expect(stack.clock.now() - begun).toBeGreaterThanOrEqual(60_000);
    expect(sumOf(stack, 'DeliveryToS3.Records')).toBe(1);
  });

  it('"the buffer size": delivers as soon as it is reached', async () => {
    const stack = await startDelivery(world, { to: { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 900 } } });
    const begun = stack.clock.now();
    for (let count = 0; count < 3; count++) stack.find('deliveryStream').put('x'.repeat(400_000));
    while (textsIn(stack).length === 0) await stack.clock.sleep(1000);
    expect(stack.clock.now() - begun).toBeLessThan(600_000);
  });

  it('keeps the order of each shard', async () => {
    const stack = await startDelivery(world, { ...readsStream, to: lambda({ BufferIntervalInSeconds: '1' }) });
    for (let round = 0; round < 50; round++)
      for (const key of shardKeys) stack.find('stream').put(key, `${key}${String(round).padStart(2, '0')}`);
    await stack.settled();
    const lines = textsIn(stack).join('').split('\n').filter(Boolean);
    expect(lines).toHaveLength(300);
    for (const key of shardKeys) {
      const own = lines.filter((line) => line.startsWith(key.toUpperCase()));
      expect(own).toEqual(own.toSorted());
    }
  });

  it('"At-least-once": delivers again when the answer of the destination is lost', async () => {
    const stack = await startDelivery(world, {}, { rules: always({ 'delivery.repeated': 1 }) });
    stack.find('deliveryStream').put('a');
    await stack.settled();
    expect(textsIn(stack)).toEqual(['a', 'a']);
  });
});

describe('Firehose guide, writing-with-kinesis-streams', () => {
  it('"starts reading from the LATEST position": what a writer wrote before it was ACTIVE is not delivered', async () => {
    const Topic = resource('Feed', 'AWS::SNS::Topic', { DisplayName: arnOf('Stream') });
    const early = await startDelivery(world, { ...readsStream, more: { Topic } });
    early.find('stream').put('a', 'early');
    expect(early.find('deliveryStream').activeSince).toBeUndefined();
    expect(early.errors().join()).toContain('Topic may write to the stream before events is ACTIVE');
    while (early.find('deliveryStream').activeSince === undefined) await early.clock.sleep(1000);
    early.find('stream').put('a', 'late');
    await early.settled();
    expect(textsIn(early)).toEqual(['late']);
  });

  it('is ACTIVE from the beginning where everything that may write waits for it', async () => {
    const waits = { ...resource('Feed', 'AWS::SNS::Topic', { DisplayName: arnOf('Stream') }), DependsOn: ['Delivery'] };
    const stack = await startDelivery(world, { ...readsStream, more: { Topic: waits } });
    stack.find('stream').put('a', 'first');
    await stack.settled();
    expect(textsIn(stack)).toEqual(['first']);
    expect(stack.errors()).toEqual([]);
  });

  it('counts what waits at the stream, and what flows', async () => {
    const stack = await startDelivery(world, { ...readsStream, to: lambda() }, { sinks: () => [{ bucket: 'lake' }] });
    stack.find('stream').put('a', 'text');
    await Promise.resolve();
    expect(stack.waitingFor()).toEqual(['1 records in delivery stream Delivery: in its buffers']);
    await stack.settled();
    expect(stack.waiting()).toBe(0);
    expect([stack.flowing('Changes', 'Delivery'), stack.flowing('Delivery', 'Transform')]).toEqual([1, 1]);
    expect(stack.passed('Delivery')).toMatchObject({ in: 1, delivered: 1, parked: 0 });
  });
});

describe('Firehose guide, data-transformation and data-transformation-failure-handling', () => {
  it('takes Ok, leaves out Dropped, and writes ProcessingFailed to the error prefix with the documented document', async () => {
    const stack = await startDelivery(
      world,
      { ...readsStream, to: { ...lambda(), Prefix: 'good/', ErrorOutputPrefix: 'bad/' } },
      { failureStores: () => [{ bucket: 'lake', prefix: 'bad/' }] },
    );
    for (const text of ['good', 'drop it', 'fail it']) stack.find('stream').put('a', text);
    await stack.settled();
    expect(textsIn(stack, 'good/')).toEqual(['GOOD\n']);
    expect(failuresIn(stack, 'bad/processing-failed/')).toEqual([
      {
        attemptsMade: 1,
        arrivalTimestamp: expect.any(Number),
        errorCode: 'Lambda.ProcessingFailedStatus',
        errorMessage: 'ProcessingFailed status set for record',
        attemptEndingTimestamp: expect.any(Number),
        rawData: Buffer.from('fail it').toString('base64'),
        lambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:shop-transform',
      },
    ]);
    expect(stack.passed('Delivery')).toMatchObject({ parked: 1, dropped: 1 });
  });

  it('"retries the invocation three times by default", and then all records of the batch have failed', async () => {
    const handler = 'export const handler = async () => { throw new Error("no"); };';
    const stack = await startDelivery(world, { to: lambda() }, {}, handler);
    for (const text of ['a', 'b']) stack.find('deliveryStream').put(text);
    await stack.settled();
    expect(failuresIn(stack, 'processing-failed/')).toMatchObject([
      { attemptsMade: 4, errorCode: 'Lambda.FunctionError', rawData: 'YQ==' },
      { attemptsMade: 4, errorCode: 'Lambda.FunctionError', rawData: 'Yg==' },
    ]);
    expect(sumOf(stack, 'Invocations')).toBe(4);
    expect(sumOf(stack, 'ExecuteProcessing.Success')).toBe(0);
  });

  it('comes through two failed invocations', async () => {
    const rules = always({ 'delivery.transform-throttled': 2 });
    const stack = await startDelivery(world, { to: lambda() }, { rules });
    stack.find('deliveryStream').put('a');
    await stack.settled();
    expect(textsIn(stack)).toEqual(['A\n']);
    expect(sumOf(stack, 'ExecuteProcessing.Success')).toBe(1);
  });

  it.each([
    ['an id twice', '[...records, records[0]]', 'Lambda.DuplicatedRecordId'],
    ['an id too few', 'records.slice(1)', 'Lambda.MissingRecordId'],
    ['no list', 'undefined', 'Lambda.JsonProcessingException'],
    ['an unknown result', 'records.map((each) => ({ ...each, result: "ok" }))', 'Lambda.JsonProcessingException'],
  ])('takes an answer with %s for a failure', async (_, records, errorCode) => {
    const handler = `
      export const handler = async (event) => {
        const records = event.records.map(({ recordId, data }) => ({ recordId, data, result: 'Ok' }));
        return { records: ${records} };
      };`;
    const stack = await startDelivery(world, { to: lambda() }, {}, handler);
    for (const text of ['a', 'b']) stack.find('deliveryStream').put(text);
    await stack.settled();
    expect(failuresIn(stack, 'processing-failed/')).toMatchObject([{ errorCode }, { errorCode }]);
    expect(Object.keys(objectsIn(stack))).toHaveLength(1);
  });

  it('"payload size limit of 6 MB": an answer beyond it is an error of the function', async () => {
    const handler = `
      export const handler = async ({ records }) => ({
        records: records.map(({ recordId }) => ({ recordId, result: 'Ok', data: 'QUFB'.repeat(1_600_000) })),
      });`;
    const stack = await startDelivery(world, { to: lambda({ NumberOfRetries: '0' }) }, { speed: 50 }, handler);
    stack.find('deliveryStream').put('a');
    await stack.settled();
    const [failure] = failuresIn(stack, 'processing-failed/');
    expect(failure!['errorMessage']).toContain('exceeded maximum allowed payload size');
  });

  it('calls the function with the documented event', async () => {
    const handler = `export const handler = async (event) => ({
      records: event.records.map(({ recordId }) => ({
        recordId, result: 'Ok', data: Buffer.from(JSON.stringify(event)).toString('base64'),
      })),
    });`;
    const stack = await startDelivery(world, { ...readsStream, to: lambda() }, {}, handler);
    stack.find('stream').put('key', 'text');
    await stack.settled();
    const [record] = stack.find('stream').records();
    const arrival = { approximateArrivalTimestamp: record!.arrivedAt };
    expect(JSON.parse(textsIn(stack)[0]!)).toEqual({
      invocationId: expect.any(String),
      deliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/events',
      sourceKinesisStreamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes',
      region: 'eu-west-1',
      records: [
        {
          recordId: expect.any(String),
          ...arrival,
          data: 'dGV4dA==',
          kinesisRecordMetadata: {
            shardId: record!.shardId,
            partitionKey: 'key',
            ...arrival,
            sequenceNumber: record!.sequenceNumber,
            subsequenceNumber: '',
          },
        },
      ],
    });
  });
});

describe('Firehose guide, retry', () => {
  it('tries again until the destination takes a delivery', async () => {
    const stack = await startDelivery(world, {}, { rules: always({ 'delivery.put-failed': 3 }) });
    stack.find('deliveryStream').put('a');
    await stack.settled();
    expect(textsIn(stack)).toEqual(['a']);
    expect(sumOf(stack, 'DeliveryToS3.Success')).toBe(1);
  });

  it('loses what was put when the destination has failed for 24 hours, and reports how old the oldest record is', async () => {
    const stack = await startDelivery(world, {}, { speed: 100_000 });
    stack.setFault('delivery.destination-down', true);
    stack.find('deliveryStream').put('a');
    await stack.settled();
    expect(textsIn(stack)).toEqual([]);
    expect(stack.errors().at(-1)).toContain('has lost 1 records');
    const fresh = stack.metrics().filter(({ name }) => name === 'DeliveryToS3.DataFreshness');
    expect(Math.max(...fresh.flatMap(({ minutes: each }) => each.map(({ max }) => max)))).toBeGreaterThan(12 * 3600);
  });

  it('keeps records of a stream until its retention, and delivers them once the destination answers', async () => {
    const stack = await startDelivery(world, readsStream);
    stack.setFault('delivery.destination-down', true);
    stack.find('stream').put('a', 'text');
    await stack.clock.sleep(10 * minutes);
    expect(stack.waitingFor()[0]).toContain('the destination does not answer');
    stack.setFault('delivery.destination-down', false);
    await stack.settled();
    expect(textsIn(stack)).toEqual(['text']);
  });

  it('refuses a delivery when its role has lost the permission', async () => {
    const stack = await startDelivery(world);
    stack.revoke('Delivery', 's3:PutObject');
    stack.find('deliveryStream').put('a');
    while (!stack.waitingFor()[0]?.includes('S3.AccessDenied')) await stack.clock.sleep(1000);
    expect(textsIn(stack)).toEqual([]);
    expect(sumOf(stack, 'DeliveryToS3.Success')).toBe(0);
  });
});

describe('Firehose guide, controlling-access', () => {
  it.each(['s3:PutObject', 'kinesis:GetRecords', 'lambda:InvokeFunction'])('needs %s', async (missing) => {
    const statements = (
      delivery().Role.Properties as { Policies: [{ PolicyDocument: { Statement: object[] } }] }
    ).Policies[0].PolicyDocument.Statement.map((statement) => {
      const { Action } = statement as { Action: string[] };
      return { ...statement, Action: Action.filter((action) => action !== missing) };
    });
    await expect(startDelivery(world, { ...readsStream, to: lambda(), statements })).rejects.toThrow(
      `does not allow ${missing} on`,
    );
  });
});

describe('a run that ends', () => {
  it('delivers after a kill what was not delivered, and nothing twice that was', async () => {
    const first = await startDelivery(world, readsStream);
    first.find('stream').put('a', 'one');
    await first.settled();
    first.find('stream').put('a', 'two');
    await world.stop(first, { keep: true });
    const second = await startDelivery(world, readsStream, { resume: true });
    await second.settled();
    expect(textsIn(second).toSorted()).toEqual(['one', 'two']);
  });

  it('has what was put and not delivered', async () => {
    const first = await startDelivery(world);
    first.find('deliveryStream').put('one');
    await world.stop(first, { keep: true });
    const second = await startDelivery(world, {}, { resume: true });
    second.find('deliveryStream').put('two');
    await second.settled();
    expect(textsIn(second)).toEqual(['onetwo']);
  });
});

it('reads nothing while it may not, and everything afterwards', async () => {
  const stack = await startDelivery(world, readsStream);
  stack.setFault('delivery.source-unread', true);
  stack.find('stream').put('a', 'text');
  await stack.clock.sleep(3 * minutes);
  expect([stack.waitingFor(), textsIn(stack)]).toEqual([['1 records in delivery stream Delivery: not read'], []]);
  expect(sumOf(stack, 'DataReadFromKinesisStream.Records')).toBe(0);
  stack.setFault('delivery.source-unread', false);
  await stack.settled();
  expect(textsIn(stack)).toEqual(['text']);
});
