import {
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  PutRecordBatchCommand,
  PutRecordCommand,
} from '@aws-sdk/client-firehose';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { startDelivery, sumOf, textsIn } from './firehose-world.ts';
import { developerOf, StackWorld } from './stack-world.ts';
import { always } from './world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const clientOf = (stack: LocalStack) => new FirehoseClient(developerOf(stack));
const DeliveryStreamName = 'events';
const batch = (...texts: string[]) =>
  new PutRecordBatchCommand({ DeliveryStreamName, Records: texts.map((text) => ({ Data: Buffer.from(text) })) });

it('takes records, one or several', async () => {
  const stack = await startDelivery(world);
  const client = clientOf(stack);
  const one = await client.send(new PutRecordCommand({ DeliveryStreamName, Record: { Data: Buffer.from('a') } }));
  expect(one).toMatchObject({ RecordId: expect.any(String), Encrypted: false });
  expect(await client.send(batch('b', 'c'))).toMatchObject({
    FailedPutCount: 0,
    RequestResponses: [{ RecordId: expect.any(String) }, { RecordId: expect.any(String) }],
  });
  await stack.settled();
  expect(textsIn(stack)).toEqual(['abc']);
  expect([sumOf(stack, 'IncomingRecords'), sumOf(stack, 'IncomingBytes')]).toEqual([3, 3]);
});

it('names the records of a batch that it does not take', async () => {
  const stack = await startDelivery(world, {}, { rules: always({ 'delivery.record-throttled': 1 }) });
  expect(await clientOf(stack).send(batch('a', 'b'))).toMatchObject({
    FailedPutCount: 2,
    RequestResponses: [
      { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' },
      { ErrorCode: 'ServiceUnavailableException' },
    ],
  });
  expect(await clientOf(stack).send(batch('a', 'b'))).toMatchObject({ FailedPutCount: 0 });
  expect(sumOf(stack, 'ThrottledRecords')).toBe(2);
});

it('describes a delivery stream', async () => {
  const stack = await startDelivery(world, { source: 'stream' });
  expect(await clientOf(stack).send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }))).toMatchObject({
    DeliveryStreamDescription: {
      DeliveryStreamName,
      DeliveryStreamARN: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/events',
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: 'KinesisStreamAsSource',
      VersionId: '1',
      Source: {
        KinesisStreamSourceDescription: { KinesisStreamARN: 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes' },
      },
      HasMoreDestinations: false,
    },
  });
});

it.each([
  ['a record that is too large', batch('x'.repeat(1000 * 1024 + 1)), 'ValidationException'],
  [
    'a batch that is too large',
    batch(...Array.from({ length: 5 }, () => 'x'.repeat(900_000))),
    'InvalidArgumentException',
  ],
  ['too many records', batch(...Array.from({ length: 501 }, () => 'x')), 'ValidationException'],
  [
    'a stream that is not there',
    new PutRecordBatchCommand({ DeliveryStreamName: 'x', Records: [{ Data: Buffer.from('a') }] }),
    'ResourceNotFoundException',
  ],
])('refuses %s', async (_, command, name) => {
  const stack = await startDelivery(world);
  await expect(clientOf(stack).send(command)).rejects.toMatchObject({ name });
});

it('takes nothing into a delivery stream that reads a stream', async () => {
  const stack = await startDelivery(world, { source: 'stream' });
  await expect(clientOf(stack).send(batch('a'))).rejects.toMatchObject({ name: 'InvalidSourceException' });
  expect(() => stack.find('deliveryStream').put('a')).toThrow('nothing can be put into it');
});

it('refuses by name what it does not know', async () => {
  const stack = await startDelivery(world);
  await expect(clientOf(stack).send(new DeleteDeliveryStreamCommand({ DeliveryStreamName }))).rejects.toThrow(
    'Firehose DeleteDeliveryStream is not modelled',
  );
});
