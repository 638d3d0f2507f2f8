import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { arnOf, functionOf, resource, role, StackWorld } from './stack-world.ts';

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

/** A function of Canary that a rule invokes. */
const scheduled = (rule: object, others: Record<string, ReturnType<typeof resource>> = {}) => ({
  Role: role('Canary'),
  Function: functionOf('Canary', 'Role'),
  Rule: resource('Canary', 'AWS::Events::Rule', { Targets: [{ Arn: arnOf('Function'), Id: 'Target0' }], ...rule }),
  ...others,
});
const mayInvoke = {
  Permission: resource('Canary', 'AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: arnOf('Function'),
    Principal: 'events.amazonaws.com',
    SourceArn: arnOf('Rule'),
  }),
};
const idle = 'export const handler = async () => undefined;';
const failing = "export const handler = async () => { throw new Error('no search found the change'); };";

const invocationsOf = (stack: LocalStack): number | undefined =>
  stack
    .metrics()
    .find(({ name }) => name === 'Invocations')
    ?.minutes.reduce((sum, minute) => sum + minute.sum, 0);

it.each([
  ['rate(5 minutes)', 300_000],
  ['rate(1 minute)', 60_000],
  ['rate(1 hour)', 3_600_000],
  ['rate(2 days)', 172_800_000],
  ['cron(17 3 * * ? *)', undefined],
])('knows how often %s runs', async (ScheduleExpression, every) => {
  const stack = await world.start(scheduled({ ScheduleExpression }), idle);
  expect(stack.schedules).toEqual([{ component: 'Canary', every }]);
});

it('does not run a rule that is disabled', async () => {
  const stack = await world.start(scheduled({ ScheduleExpression: 'rate(5 minutes)', State: 'DISABLED' }), idle);
  expect(stack.schedules).toEqual([]);
});

it('invokes only a function that lets the rule do so', async () => {
  const stack = await world.start(scheduled({}), idle);
  await expect(stack.runSchedule('Canary')).rejects.toThrow('AccessDenied');
  expect(invocationsOf(stack)).toBeUndefined();
});

it('repeats what fails twice', async () => {
  const stack = await world.start(scheduled({}, mayInvoke), failing);
  await expect(stack.runSchedule('Canary')).rejects.toThrow('no search found the change');
  expect(invocationsOf(stack)).toBe(3);
});

it('repeats it as often as the template says, where that says so', async () => {
  const config = resource('Canary', 'AWS::Lambda::EventInvokeConfig', {
    FunctionName: { Ref: 'Function' },
    Qualifier: '$LATEST',
    MaximumRetryAttempts: 0,
  });
  const stack = await world.start(scheduled({}, { ...mayInvoke, Config: config }), failing);
  await expect(stack.runSchedule('Canary')).rejects.toThrow('no search found the change');
  expect(invocationsOf(stack)).toBe(1);
});
