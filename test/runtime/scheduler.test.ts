import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';
import { always } from './world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

const targetArn = 'arn:aws:lambda:eu-west-1:111122223333:function:shop-target';
const roleArn = 'arn:aws:iam::111122223333:role/shop-invoking';
const resources = (...statements: object[]) => ({
  Group: resource('Reminders', 'AWS::Scheduler::ScheduleGroup', { Name: 'reminders' }),
  Role: role('Target'),
  Function: functionOf('Target', 'Role'),
  Invoking: { ...role('Reminders', ...statements), ...named(role('Reminders', ...statements), 'shop-invoking') },
});
const named = (of: { Properties?: object }, RoleName: string) => ({ Properties: { ...of.Properties, RoleName } });
const invoking = resources(allow('lambda:InvokeFunction', arnOf('Function')));
const target = 'export const handler = async () => undefined;';

const clientOf = ({ url, environment }: LocalStack) =>
  new SchedulerClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: environment['AWS_ACCESS_KEY_ID']!, secretAccessKey: 'local' },
    maxAttempts: 1,
  });

const schedule = (stack: LocalStack, name: string, inMs: number, more: object = {}) =>
  clientOf(stack).send(
    new CreateScheduleCommand({
      Name: name,
      GroupName: 'reminders',
      ScheduleExpression: `at(${new Date(stack.clock.now() + inMs).toISOString().slice(0, 19)})`,
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: { Arn: targetArn, RoleArn: roleArn, Input: '{"a":1}' },
      ...more,
    }),
  );

const sums = (name: string) =>
  world
    .metrics()
    .filter((each) => each.name === name)
    .flatMap(({ minutes }) => minutes)
    .reduce((sum, minute) => sum + minute.sum, 0);

it('runs a schedule once, and deletes it', async () => {
  const stack = await world.start(invoking, target);
  expect(await schedule(stack, 'a', 60_000)).toMatchObject({
    ScheduleArn: 'arn:aws:scheduler:eu-west-1:111122223333:schedule/reminders/a',
  });
  const get = () => clientOf(stack).send(new GetScheduleCommand({ GroupName: 'reminders', Name: 'a' }));
  expect(await get()).toMatchObject({ Name: 'a', State: 'ENABLED', Target: { Arn: targetArn } });
  expect(stack.find('scheduleGroup').pending()).toHaveLength(1);
  expect(stack.waitingFor()).toEqual(['1 schedules of reminders: not due yet']);
  await stack.settled();
  expect([stack.waiting(), sums('InvocationAttemptCount'), sums('TargetErrorCount')]).toEqual([0, 1, 0]);
  expect([sums('Invocations'), stack.flowing('Reminders', 'Target')]).toEqual([1, 1]);
  await expect(get()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('runs it twice under its fault', async () => {
  const stack = await world.start(invoking, target, { rules: always({ 'schedule.repeated': 1 }) });
  await schedule(stack, 'a', 1000);
  await stack.settled();
  expect(sums('Invocations')).toBe(2);
});

it('needs a role that may invoke the function', async () => {
  const stack = await world.start(resources(), target);
  await schedule(stack, 'a', 1000);
  await stack.settled();
  expect([sums('Invocations'), sums('TargetErrorCount')]).toEqual([0, 1]);
  expect(stack.errors()).toEqual([expect.stringContaining('does not allow lambda:InvokeFunction')]);
});

it('takes up after a kill the schedules that have not run', async () => {
  const first = await world.start(invoking, target);
  await schedule(first, 'a', 1000);
  await first.settled();
  await schedule(first, 'b', 600_000);
  await world.stop(first, { keep: true });
  const second = await world.start(invoking, target, { resume: true });
  expect(second.find('scheduleGroup').pending()).toMatchObject([{ name: 'b' }]);
  await second.settled();
  expect(sums('InvocationAttemptCount')).toBe(1);
});

it('runs a schedule again that the end of a run has broken off', async () => {
  const first = await world.start(
    invoking,
    'export const handler = () => new Promise(() => setInterval(() => {}, 1000));',
  );
  await schedule(first, 'a', 0);
  while (first.flowing('Reminders', 'Target') === 0) await first.clock.sleep(1000);
  await world.stop(first, { keep: true });
  const second = await world.start(invoking, target, { resume: true });
  expect(second.find('scheduleGroup').pending()).toMatchObject([{ name: 'a' }]);
  await second.settled();
  expect(sums('InvocationAttemptCount')).toBe(1);
});

it('refuses as EventBridge Scheduler does, and by name what it does not know', async () => {
  const stack = await world.start(invoking, target);
  await schedule(stack, 'a', 600_000);
  await expect(schedule(stack, 'a', 600_000)).rejects.toMatchObject({ name: 'ConflictException' });
  await expect(schedule(stack, 'a', 0, { GroupName: 'x' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(schedule(stack, 'b', 0, { Description: 'x' })).rejects.toThrow(
    'The parameter Description of EventBridge',
  );
  await expect(clientOf(stack).send(new DeleteScheduleCommand({ GroupName: 'reminders', Name: 'a' }))).rejects.toThrow(
    'is not modelled',
  );
});
