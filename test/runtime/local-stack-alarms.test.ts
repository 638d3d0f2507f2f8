import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { arnOf, pipeline, put, resource, StackWorld, writer } from './stack-world.ts';

/** Minutes on a clock that runs 50 times as fast. */
jest.setTimeout(60_000);

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const alarm = (id: string, metric: object, more: object = {}) => ({
  ...resource('Writer', 'AWS::CloudWatch::Alarm', {
    AlarmDescription: `${id} is wrong. What to do: docs/runbook/writer.md`,
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    ...metric,
    ...more,
  }),
  Metadata: { 'aws:cdk:path': `shop/Writer/${id}/Resource` },
});

const ofFunction = (MetricName: string) => ({
  Namespace: 'AWS/Lambda',
  MetricName,
  Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Function' } }],
});
const ofMapping = (MetricName: string) => ({
  Namespace: 'AWS/Lambda',
  MetricName,
  Dimensions: [{ Name: 'EventSourceMappingUUID', Value: { Ref: 'Mapping' } }],
});

const idle = {
  Metrics: [
    { Id: 'e', Expression: 'IF(written > 0 AND FILL(invoked, 0) == 0, written, 0)' },
    ...[
      ['written', 'AWS/Kinesis', 'IncomingRecords', { Name: 'StreamName', Value: 'changes' }] as const,
      ['invoked', 'AWS/Lambda', 'Invocations', { Name: 'FunctionName', Value: { Ref: 'Function' } }] as const,
    ].map(([Id, Namespace, MetricName, dimension]) => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace, MetricName, Dimensions: [dimension] }, Period: 60, Stat: 'Sum' },
    })),
  ],
  Statistic: undefined,
  Period: undefined,
};

const withAlarms = (mapping: object = {}) => ({
  ...pipeline(mapping),
  Failing: alarm('Failing', ofFunction('Errors')),
  // what comes at the end of a minute is worked on in the next one
  Idle: alarm('Idle', idle, { EvaluationPeriods: 2 }),
  NotParked: alarm('NotParked', ofFunction('DestinationDeliveryFailures')),
  GivenUp: alarm('GivenUp', ofMapping('OnFailureDestinationDeliveredEventCount')),
  Lost: alarm('Lost', ofMapping('DroppedEventCount')),
});
const toStore = {
  MaximumRetryAttempts: 0,
  DestinationConfig: { OnFailure: { Destination: arnOf('Bucket') } },
  MetricsConfig: { Metrics: ['EventCount'] },
};

const fired = (stack: LocalStack) =>
  stack
    .alarms()
    .filter((each) => each.fired.length > 0)
    .map(({ id }) => id);

/** The alarms that fire within three minutes on the clock of the run, or as soon as this one does. */
async function alarmsOf(stack: LocalStack, wanted?: string): Promise<string[]> {
  const until = stack.clock.now() + 180_000;
  while (stack.clock.now() < until && !(wanted && fired(stack).includes(wanted))) await stack.clock.sleep(2000);
  return fired(stack);
}

it('fires no alarm where nothing fails, and says what each is for', async () => {
  const stack = await world.start(withAlarms(toStore), writer);
  put(stack, 'a', 'b');
  expect(await alarmsOf(stack)).toEqual([]);
  const [failing] = stack.alarms();
  expect(failing).toEqual({
    id: 'Writer/Failing',
    component: 'Writer',
    description: 'Failing is wrong. What to do: docs/runbook/writer.md',
    page: 'docs/runbook/writer.md',
    state: 'OK',
    since: expect.any(Number),
    fired: [],
    notModelled: undefined,
  });
});

it('fires and ends: a batch that Lambda gives up is an error, and is parked', async () => {
  const stack = await world.start(withAlarms(toStore), writer);
  put(stack, 'broken');
  expect((await alarmsOf(stack, 'Writer/Failing')).toSorted()).toEqual(['Writer/Failing', 'Writer/GivenUp']);
  const stateOf = () => stack.alarms().find(({ id }) => id === 'Writer/Failing')!.state;
  while (stateOf() !== 'OK') await stack.clock.sleep(2000);
  expect(fired(stack)).toContain('Writer/Failing');
});

it('fires where the function loses the permission that Lambda parks with', async () => {
  const stack = await world.start(withAlarms(toStore), writer, { refused: () => undefined });
  stack.revoke('Writer', 's3:PutObject');
  put(stack, 'broken');
  expect(await alarmsOf(stack, 'Writer/NotParked')).toEqual(expect.arrayContaining(['Writer/NotParked']));
  expect(fired(stack)).not.toContain('Writer/GivenUp');
  expect(fired(stack)).not.toContain('Writer/Lost');
});

it('fires where the template is changed for the run: without a destination, what is given up is lost', async () => {
  const stack = await world.start(withAlarms(toStore), writer, {
    changed: { 'AWS::Lambda::EventSourceMapping': { DestinationConfig: null } },
  });
  put(stack, 'broken');
  expect(await alarmsOf(stack, 'Writer/Lost')).toContain('Writer/Lost');
});

it('does not start with a change of what the stack does not have', async () => {
  await expect(world.start(withAlarms(), writer, { changed: { 'AWS::SQS::Queue': {} } })).rejects.toThrow(
    'The stack has no AWS::SQS::Queue whose properties could be changed.',
  );
});

it('fires where nobody takes the records, which no metric of the function tells', async () => {
  const stack = await world.start(withAlarms(toStore), writer);
  stack.setFault('mapping.disabled', true);
  for (let nth = 0; nth < 9; nth++) {
    put(stack, 'a');
    await stack.clock.sleep(20_000);
  }
  expect(await alarmsOf(stack, 'Writer/Idle')).toEqual(['Writer/Idle']);
  stack.setFault('mapping.disabled', false);
  await stack.settled();
});

it('fires where the code does not start', async () => {
  const stack = await world.start(withAlarms(toStore), writer);
  stack.setFault('function.broken', true);
  put(stack, 'a');
  expect(await alarmsOf(stack, 'Writer/Failing')).toContain('Writer/Failing');
});

it('lists an alarm that it cannot evaluate as not modelled', async () => {
  const strange = alarm('Strange', ofFunction('Errors'), { Statistic: undefined, ExtendedStatistic: 'tm99' });
  const stack = await world.start({ ...pipeline(), Strange: strange }, writer);
  expect(stack.notModelled).toEqual(['Alarm Writer/Strange: the statistic tm99']);
  expect(stack.alarms()[0]!.notModelled).toBe('the statistic tm99');
});
