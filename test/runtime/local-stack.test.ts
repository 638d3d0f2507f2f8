import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { arnOf, developerOf, functionOf, pipeline, put, resource, role, StackWorld, writer } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

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

it('goes by the longer prefix where an object lies in two places', async () => {
  const stack = await world.start(pipeline(), writer, {
    failureStores: () => [{ bucket: 'store' }],
    sinks: () => [{ bucket: 'store', prefix: 'lake/' }],
  });
  for (const key of ['lake/a', 'other/a']) {
    put(stack, key);
    await stack.settled();
  }
  expect(stack.passed('Writer')).toMatchObject({ parked: 1, delivered: 1 });
});

it('answers an AWS SDK client as AWS would', async () => {
  const stack = await world.start(pipeline(), writer);
  const client = new S3Client({ ...developerOf(stack), forcePathStyle: true });
  await client.send(new PutObjectCommand({ Bucket: 'store', Key: 'a', Body: 'text' }));
  client.destroy();
  expect(stack.find('bucket').has('a')).toBe(true);
});

it('tells once of each kind of call that a role does not allow, and counts all of them', async () => {
  const heard: string[] = [];
  const stack = await world.start(pipeline({ MaximumRetryAttempts: 2 }), writer, {
    refused: ({ component, action, resource }) => heard.push(`${component} ${action} ${resource}`),
  });
  stack.revoke('Writer', 's3:PutObject');
  put(stack, 'a');
  await stack.settled();
  expect(heard).toEqual(['Writer s3:PutObject arn:aws:s3:::store/a']);
  expect(stack.refused()).toMatchObject([{ action: 's3:PutObject', times: 3 }]);
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
  expect(stack.waitingFor()).toEqual(['2 records of Changes in function Writer: not tried yet']);
  expect(stack.waiting()).toBe(2);
  expect(['Changes', 'Writer'].map((each) => stack.passed(each).waiting)).toEqual([2, 0]);
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

it('refuses a second mapping of one stream and one function (recorded on AWS: test_duplicate_event_source_mappings)', async () => {
  const one = pipeline();
  const [, mapping] = Object.entries(one).find(([, { Type }]) => Type === 'AWS::Lambda::EventSourceMapping')!;
  await expect(world.start({ ...one, Second: mapping }, writer)).rejects.toThrow(
    /ResourceConflictException: The event source arn .* provided mapping already exists/,
  );
});

it('gives a function only the records that its filter fits, and waits for no others', async () => {
  const stack = await world.start(
    pipeline({ FilterCriteria: { Filters: [{ Pattern: '{"data":{"kind":["order"]}}' }] } }),
    writer,
  );
  stack.find('stream').put('a', '{"kind":"visit"}');
  expect(stack.waiting()).toBe(0);
  stack.find('stream').put('a', '{"kind":"order"}');
  expect(stack.waiting()).toBe(1);
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

it('has the faults that can strike it, with a text and the components where they do', async () => {
  const stack = await world.start(pipeline(), writer);
  const throttled = stack.faultPoints.find(({ point }) => point === 'function.throttled');
  expect(throttled).toEqual({
    point: 'function.throttled',
    title: 'Invocation throttled',
    explanation: 'Lambda has no free concurrency and invokes the function later.',
    source: 'Lambda guide, kinesis-on-failure-destination: throttled before the invocation',
    nodes: ['Writer'],
    on: false,
    struck: 0,
  });
  expect(stack.faultPoints.filter(({ point }) => /^(index|table)\./.test(point))).toEqual([]);
  await world.stop(stack);
  const existingTables = () => [{ name: 'items', key: ['id'] as const }];
  const withTable = await world.start(pipeline(), writer, { existingTables });
  expect(withTable.faultPoints.find(({ point }) => point === 'table.read-stale')?.nodes).toEqual(['Table']);
});

it('leaves nothing out in silence', async () => {
  const stack = await world.start(
    {
      ...pipeline(),
      Topic: resource('Alarms', 'AWS::SNS::Topic'),
      Mail: resource('Alarms', 'AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'email' }),
      Cache: resource('Cache', 'AWS::ElastiCache::ServerlessCache'),
      Own: resource('Own', 'AWS::Glue::Crawler'),
    },
    writer,
  );
  expect(stack.standIns).toContainEqual(expect.stringMatching(/^SNS: standard topics/));
  expect(stack.notModelled).toEqual(['AWS::ElastiCache::ServerlessCache (Cache)', 'AWS::Glue::Crawler (Own)']);
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

it('says which step of the deployment failed, and why', async () => {
  const step = {
    Role: role('Setup'),
    Function: functionOf('Setup', 'Role'),
    Step: { Type: 'Custom::Step', Properties: { ServiceToken: arnOf('Function') } },
  };
  await expect(
    world.start(step, "export const handler = async () => { throw new Error('no index'); };"),
  ).rejects.toThrow('The deployment of Step (Custom::Step) failed: its function failed: Error: no index');
});

it('sends an update to the custom resources of a component, with the id that they answered, and says when one fails', async () => {
  const step = {
    Role: role('Setup'),
    Function: functionOf('Setup', 'Role'),
    Step: resource('Setup', 'Custom::Step', { ServiceToken: arnOf('Function'), Size: '1' }),
    Bucket: resource('Store', 'AWS::S3::Bucket', {}),
  };
  const stack = await world.start(
    step,
    `export const handler = async ({ RequestType, ResponseURL, PhysicalResourceId, OldResourceProperties }) => {
      const answer = RequestType === 'Create'
        ? { Status: 'SUCCESS', PhysicalResourceId: 'first' }
        : { Status: 'FAILED', Reason: [RequestType, PhysicalResourceId, OldResourceProperties.Size].join() };
      await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify(answer) });
    };`,
  );
  await expect(stack.update('Setup')).rejects.toThrow('The deployment of Step (Custom::Step) failed: Update,first,1');
  await expect(stack.update('Store')).rejects.toThrow('Store has nothing that runs in a deployment.');
});
