import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

/** A stream, and a function that writes an object for each batch: its key is the first record's data. */
const pipeline = (mapping: object = {}) => ({
  Stream: resource('Changes', 'AWS::Kinesis::Stream', { Name: 'changes', ShardCount: 1, RetentionPeriodHours: 24 }),
  Bucket: resource('Store', 'AWS::S3::Bucket', { BucketName: 'store' }),
  Role: role(
    'Writer',
    allow(['kinesis:*'], arnOf('Stream')),
    allow(['s3:PutObject', 's3:ListBucket'], ['arn:aws:s3:::store', 'arn:aws:s3:::store/*']),
  ),
  Function: functionOf('Writer', 'Role'),
  Mapping: resource('Writer', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf('Stream'),
    FunctionName: { Ref: 'Function' },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 10,
    ...mapping,
  }),
});

/** Signs as the gateway reads it, without an SDK. */
const writer = `
const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_REGION } = process.env;
export const handler = async ({ Records }) => {
  const texts = Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString());
  if (texts.includes('broken')) throw new Error('broken');
  const { status } = await fetch(\`\${AWS_ENDPOINT_URL}/store/\${texts[0]}\`, {
    method: 'PUT',
    headers: { authorization: \`AWS4-HMAC-SHA256 Credential=\${AWS_ACCESS_KEY_ID}/20260101/\${AWS_REGION}/s3/aws4_request\` },
    body: texts.join('\\n'),
  });
  if (status !== 200) throw new Error(String(status));
  console.log(JSON.stringify({
    _aws: { CloudWatchMetrics: [{ Namespace: 'shop', Dimensions: [['service']], Metrics: [{ Name: 'Written' }] }] },
    service: 'writer',
    Written: texts.length,
  }));
};`;

const put = (stack: LocalStack, ...texts: string[]) => {
  for (const text of texts) stack.find('stream', 'changes').put('key', text);
};

const sumOf = (stack: LocalStack, name: string, dimensions: object): number | undefined => {
  const found = stack
    .metrics()
    .find((each) => each.name === name && JSON.stringify(each.dimensions) === JSON.stringify(dimensions));
  return found?.minutes.reduce((sum, minute) => sum + minute.sum, 0);
};

it('counts an object as parked in a failure store, as delivered in a sink, and elsewhere as neither', async () => {
  const stack = await world.start(pipeline(), writer, {
    failureStores: () => [{ bucket: 'store', prefix: 'rejected/' }],
    sinks: () => [{ bucket: 'store', prefix: 'lake/' }],
  });
  for (const key of ['rejected/a', 'lake/a', 'state/a']) {
    put(stack, key, `${key}: another line`);
    await stack.settled();
  }
  expect(stack.passed('Writer')).toMatchObject({ in: 6, out: 6, parked: 2, delivered: 2 });
  expect(stack.flowing('Writer', 'Store')).toBe(6);
});

it('counts nothing as parked or delivered that the store refused', async () => {
  const stack = await world.start(pipeline(), writer, {
    failureStores: () => [{ bucket: 'store' }],
    rules: { 'objects.put-failed': { rate: 1, sightings: 2 } },
  });
  put(stack, 'a');
  await stack.settled();
  expect(stack.faults.injected()).toHaveLength(2);
  expect(stack.passed('Writer')).toMatchObject({ out: 3, parked: 1 });
});

it('counts what Lambda gives up as parked, wherever it goes', async () => {
  const stack = await world.start(
    pipeline({
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: arnOf('Bucket') } },
      MetricsConfig: { Metrics: ['EventCount'] },
    }),
    writer,
  );
  put(stack, 'broken', 'a');
  await stack.settled();
  expect(stack.passed('Writer')).toMatchObject({ parked: 2, delivered: 0 });
  expect(stack.find('bucket').contents('aws/lambda/')).toHaveLength(1);
  const [mapping] = stack.metrics().filter(({ name }) => name === 'OnFailureDestinationDeliveredEventCount');
  expect(mapping).toMatchObject({ namespace: 'AWS/Lambda', minutes: [{ sum: 2 }] });
});

it('refuses a failure store or a sink that the stack does not make', async () => {
  await expect(world.start(pipeline(), writer, { failureStores: () => [{ bucket: 'stores' }] })).rejects.toThrow(
    'The stack has no bucket "stores" that could be a failure store, only store.',
  );
});

it('finds resources by kind and name, and says what there is', async () => {
  const stack = await world.start(pipeline(), writer);
  expect(stack.find('stream').arn).toBe('arn:aws:kinesis:eu-west-1:111122223333:stream/changes');
  expect(stack.find('bucket', 'arn:aws:s3:::store')).toBe(stack.find('bucket', 'store'));
  expect(() => stack.find('bucket', 'stores')).toThrow('The stack has no bucket "stores", only store.');
  expect(() => stack.find('index')).toThrow('The stack has no index.');
  const two = { ...pipeline(), Other: resource('Other', 'AWS::S3::Bucket', { BucketName: 'other' }) };
  await world.stop(stack);
  const both = await world.start(two, writer);
  expect(() => both.find('bucket')).toThrow('The stack has more than one bucket: name one of store, other.');
});

it('says in words what it waits for', async () => {
  const stack = await world.start(pipeline(), writer);
  expect(stack.waitingFor()).toEqual([]);
  put(stack, 'a', 'b');
  expect(stack.waitingFor()).toEqual(['2 records of Changes in function Writer']);
  expect(stack.waiting()).toBe(2);
  await stack.settled();
  expect({ waiting: stack.waiting(), words: stack.waitingFor() }).toEqual({ waiting: 0, words: [] });
});

it('does not poll for a mapping that is not enabled', async () => {
  const stack = await world.start(pipeline({ Enabled: false }), writer);
  put(stack, 'a');
  expect(stack.waiting()).toBe(0);
  await stack.clock.sleep(3000);
  expect(stack.find('bucket').contents('')).toEqual([]);
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
  // without MetricsConfig, Lambda does not count the events of a mapping
  expect(stack.metrics().filter(({ dimensions }) => 'EventSourceMappingUUID' in dimensions)).toEqual([]);
});

it('turns a fault on and off by its id, and names those that are like a misspelt one', async () => {
  const stack = await world.start(pipeline(), writer);
  const on = () => stack.faultPoints.filter((each) => each.on).map(({ point }) => point);
  stack.setFault('function.timeout', true);
  expect(on()).toEqual(['function.timeout']);
  stack.setFault('function.timeout', false);
  expect(on()).toEqual([]);
  expect(() => stack.setFault('function.timeuot', true)).toThrow('Did you mean function.timeout');
});

it('leaves nothing out in silence', async () => {
  const stack = await world.start(
    {
      ...pipeline(),
      Topic: resource('Alarms', 'AWS::SNS::Topic'),
      Mail: resource('Alarms', 'AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'email' }),
      Queue: resource('Queue', 'AWS::SQS::Queue'),
      Own: resource('Own', 'AWS::Glue::Job'),
    },
    writer,
  );
  expect(stack.standIns).toContain('SNS: topics and subscriptions exist, but nothing is sent');
  expect(stack.notModelled).toEqual(['AWS::SQS::Queue (Queue)', 'AWS::Glue::Job (Own)']);
});

it('takes up after a kill what was acknowledged, and where each mapping was', async () => {
  const first = await world.start(pipeline(), writer);
  put(first, 'done/a');
  await first.settled();
  first.fed(7);
  put(first, 'left/b');
  await world.stop(first, { keep: true });
  const second = await world.start(pipeline(), writer, { resume: true });
  expect(second.fedBefore).toBe(7);
  expect(second.find('stream').records()).toHaveLength(2);
  expect(
    second
      .find('bucket')
      .contents('')
      .map(({ key }) => key),
  ).toEqual(['done/a']);
  await second.settled();
  expect(
    second
      .find('bucket')
      .contents('')
      .map(({ key }) => key),
  ).toEqual(['done/a', 'left/b']);
  expect(second.passed('Writer').in).toBe(1);
});

/** As a person calls OpenSearch: signed for the service, with whatever key. */
const search = (stack: LocalStack, service: 'es' | 'aoss', method: string, path: string, body = '') =>
  fetch(`${stack.url}${path}`, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=LOCALDEVELOPER/20260101/eu-west-1/${service}/aws4_request`,
      'x-amz-content-sha256': 'local',
    },
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
  expect(sumOf(stack, 'FreeStorageSpace', dimensions)).toBeUndefined();
});

it('collects how long changes of a table wait for their stream, and waits for them', async () => {
  const stack = await world.start(
    {
      ...pipeline(),
      Table: resource('Items', 'AWS::DynamoDB::Table', {
        TableName: 'items',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        KinesisStreamSpecification: { StreamArn: arnOf('Stream') },
      }),
    },
    `export const handler = () => null;`,
    { rules: { 'stream.delay': { rate: 1, sightings: 1 } } },
  );
  stack.find('table').put({ id: { S: 'a' } });
  expect(stack.waitingFor()).toEqual(['1 changes of table items on their way to stream changes']);
  await stack.settled();
  expect(stack.waitingFor()).toEqual([]);
  const ages = stack.metrics().find(({ name }) => name === 'AgeOfOldestUnreplicatedRecord');
  expect(ages!.dimensions).toMatchObject({ TableName: 'items' });
  expect(Math.max(...ages!.minutes.map(({ max }) => max))).toBeGreaterThan(30_000);
  expect(stack.passed('Writer').in).toBe(1);
});
