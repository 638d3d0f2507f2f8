import { afterEach, describe, expect, it } from '@jest/globals';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, S3OnFailureDestination } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';
import './without-validator.ts';

const world = new StackWorld();
afterEach(() => world.close());

const streamOf = (table: string) => ({ 'Fn::GetAtt': [table, 'StreamArn'] });

const table = (more: object = { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }) =>
  resource('Results', 'AWS::DynamoDB::GlobalTable', {
    TableName: 'results',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    Replicas: [{ Region: 'eu-west-1' }],
    ...more,
  });

const reading = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`);

/** A table with a stream, and a function that writes an object for each batch: its key is the last version of the first item. */
const pipeline = ({ actions = reading, stream = table(), ...mapping }: Record<string, unknown> = {}) => ({
  Results: stream as ReturnType<typeof table>,
  Bucket: resource('Store', 'AWS::S3::Bucket', { BucketName: 'store' }),
  Queue: resource('Parked', 'AWS::SQS::Queue', { QueueName: 'parked' }),
  Role: role(
    'Pusher',
    ...((actions as string[]).length > 0 ? [allow(actions as string[], streamOf('Results'))] : []),
    allow(['s3:PutObject', 's3:ListBucket', 'sqs:SendMessage'], '*'),
  ),
  Function: functionOf('Pusher', 'Role'),
  Mapping: resource('Pusher', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: streamOf('Results'),
    FunctionName: { Ref: 'Function' },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 10,
    ...mapping,
  }),
});

const writer = `
import { createRequire } from 'node:module';
const { PutObjectCommand, S3Client } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-s3');
const objects = new S3Client({ forcePathStyle: true });
export const handler = async ({ Records }) => {
  const texts = Records.map(({ dynamodb }) => dynamodb.Keys.id.S + dynamodb.NewImage.n.N);
  if (texts.some((text) => text.startsWith('bad'))) throw new Error('bad');
  for (const text of texts) await objects.send(new PutObjectCommand({ Bucket: 'store', Key: text, Body: JSON.stringify(Records[0]) }));
};`;

const item = (id: string, n: number) => ({ id: { S: id }, n: { N: String(n) } });

describe('a stack with a stream of a table', () => {
  it('hands every change to the function of the mapping, and counts what flows and how late it is', async () => {
    const stack = await world.start(pipeline(), writer);
    for (const n of [1, 2, 3]) stack.find('table').put(item('p1', n));
    await stack.settled();
    const written = stack.find('bucket', 'store').contents('');
    expect(written.map(({ key }) => key)).toEqual(['p11', 'p12', 'p13']);
    expect(JSON.parse(Buffer.from(written[0]!.body).toString())).toMatchObject({ eventName: 'INSERT' });
    expect(stack.flowing('Results', 'Pusher')).toBe(3);
    expect(stack.passed('Results').lag).not.toBeNull();
    expect(stack.metrics().some(({ name }) => name === 'IteratorAge')).toBe(true);
    expect(stack.unused()).not.toContainEqual(expect.objectContaining({ action: 'dynamodb:GetRecords' }));
    expect(stack.notModelled).toEqual([]);
    expect(stack.find('tableStream', 'results').records()).toHaveLength(3);
    expect(stack.faultPoints.filter(({ point }) => point.startsWith('table-stream.'))).toMatchObject([
      { nodes: ['Results'] },
      { nodes: ['Results'] },
    ]);
  });

  it('goes on after a restart with what was not done', async () => {
    const options = { outages: (from: number) => [{ point: 'function.broken', from, to: Infinity }] };
    const first = await world.start(pipeline({ StartingPosition: 'LATEST' }), writer, options);
    for (const n of [1, 2]) first.find('table').put(item('p1', n));
    await world.stop(first, { keep: true });
    const second = await world.start(pipeline({ StartingPosition: 'LATEST' }), writer, { resume: true });
    second.find('table').put(item('p1', 3));
    second.find('table').expire({ id: { S: 'p2' } });
    await second.settled();
    expect(
      second
        .find('bucket', 'store')
        .contents('')
        .map(({ key }) => key),
    ).toEqual(['p11', 'p12', 'p13']);
    const names = second
      .find('tableStream')
      .records()
      .map(({ data }) => (JSON.parse(Buffer.from(data).toString()) as { eventName: string }).eventName);
    expect(names).toEqual(['INSERT', 'MODIFY', 'MODIFY']);
  });

  it('writes what Lambda gives up to a queue, without the payload', async () => {
    const DestinationConfig = { OnFailure: { Destination: arnOf('Queue') } };
    const stack = await world.start(pipeline({ DestinationConfig, MaximumRetryAttempts: 0 }), writer);
    stack.find('table').put(item('bad', 1));
    await stack.settled();
    const [body] = stack.find('queue', 'parked').bodies();
    expect(JSON.parse(body!)).toMatchObject({ DDBStreamBatchInfo: { batchSize: 1 } });
    expect(body).not.toContain('payload');
  });

  it.each(reading)(
    'does not start without %s (Lambda guide, with-ddb, "Execution role permissions")',
    async (missing) => {
      const actions = reading.filter((action) => action !== missing);
      await expect(world.start(pipeline({ actions }), writer, { refused: () => undefined })).rejects.toThrow(missing);
    },
  );

  it('refuses a mapping of a table without a stream (recorded: test_esm_with_not_existing_dynamodb_stream)', async () => {
    await expect(world.start(pipeline({ stream: table({}) }), writer)).rejects.toThrow(
      /InvalidParameterValueException: Stream not found: arn:aws:dynamodb:/,
    );
  });
});

it('takes what the CDK makes of TableV2 and DynamoEventSource', async () => {
  const stack = new Stack(new App({ context: { 'aws:cdk:enable-path-metadata': true } }), 'Shop', {
    env: { account: '111122223333', region: 'eu-west-1' },
  });
  const results = new TableV2(stack, 'Results', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    dynamoStream: StreamViewType.NEW_IMAGE,
  });
  const code = Code.fromInline('-');
  // the clock runs 50 times as fast: the three seconds of the default are gone before a busy machine has called it
  const timeout = Duration.minutes(5);
  const runtime = Runtime.NODEJS_22_X;
  new LambdaFunction(stack, 'Pusher', { runtime, handler: 'index.handler', code, timeout }).addEventSource(
    new DynamoEventSource(results, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 3,
      onFailure: new S3OnFailureDestination(new Bucket(stack, 'Failures')),
    }),
  );
  const { Resources } = (App.of(stack) as App).synth().getStackByName('Shop').template as {
    Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  };
  const withCode = Object.fromEntries(
    Object.entries(Resources).map(([id, given]) => [
      id,
      given.Type === 'AWS::Lambda::Function'
        ? { ...given, Properties: { ...given.Properties, Code: { S3Key: 'function.zip' } } }
        : given,
    ]),
  );
  const running = await world.start(withCode, 'export const handler = async () => undefined;');
  running.find('table').put(item('p1', 1));
  await running.settled();
  expect(running.flowing('Results', 'Pusher')).toBe(1);
});
