import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  CreateUsageLimitCommand,
  DeleteUsageLimitCommand,
  GetNamespaceCommand,
  ListUsageLimitsCommand,
  RedshiftServerlessClient,
  UpdateUsageLimitCommand,
} from '@aws-sdk/client-redshift-serverless';
import { warehouse } from './redshift-world.ts';
import { developerOf, StackWorld } from './stack-world.ts';

/** API reference of Redshift Serverless: CreateUsageLimit, ListUsageLimits, UpdateUsageLimit, DeleteUsageLimit. */

let world: StackWorld;
beforeEach(() => {
  world = new StackWorld();
});
afterEach(() => world.close());

async function start() {
  const stack = await world.start(warehouse(), 'export const handler = async () => undefined;');
  const resourceArn = stack.find('warehouse', 'shop').arn;
  return { client: new RedshiftServerlessClient(developerOf(stack)), resourceArn };
}

it('keeps one limit of a kind and a period, with the defaults of the API', async () => {
  const { client, resourceArn } = await start();
  const limit = { resourceArn, usageType: 'serverless-compute', amount: 4 } as const;
  const { usageLimit } = await client.send(new CreateUsageLimitCommand(limit));
  expect(usageLimit).toMatchObject({ ...limit, period: 'monthly', breachAction: 'log' });
  await expect(client.send(new CreateUsageLimitCommand(limit))).rejects.toMatchObject({ name: 'ConflictException' });
  await client.send(new CreateUsageLimitCommand({ ...limit, period: 'daily' }));
  const { usageLimitId } = usageLimit!;
  await client.send(new UpdateUsageLimitCommand({ usageLimitId, amount: 8, breachAction: 'deactivate' }));
  const listed = (await client.send(new ListUsageLimitsCommand({ resourceArn }))).usageLimits!;
  expect(listed.map(({ period, amount, breachAction }) => [period, amount, breachAction])).toEqual([
    ['monthly', 8, 'deactivate'],
    ['daily', 4, 'log'],
  ]);
  await client.send(new DeleteUsageLimitCommand({ usageLimitId }));
  expect((await client.send(new ListUsageLimitsCommand({ resourceArn }))).usageLimits).toHaveLength(1);
  await expect(client.send(new DeleteUsageLimitCommand({ usageLimitId }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('lists page by page', async () => {
  const { client, resourceArn } = await start();
  for (const period of ['daily', 'weekly', 'monthly'] as const)
    await client.send(new CreateUsageLimitCommand({ resourceArn, usageType: 'serverless-compute', amount: 1, period }));
  const first = await client.send(new ListUsageLimitsCommand({ resourceArn, maxResults: 2 }));
  const second = await client.send(
    new ListUsageLimitsCommand({ resourceArn, maxResults: 2, nextToken: first.nextToken }),
  );
  expect([first.usageLimits!.length, second.usageLimits!.length, second.nextToken]).toEqual([2, 1, undefined]);
});

it.each([
  ['an amount that is not positive', { amount: 0 }, 'ValidationException'],
  ['an action that there is not', { breachAction: 'disable' }, 'ValidationException'],
  [
    'a workgroup that is not there',
    { resourceArn: 'arn:aws:redshift-serverless:eu-west-1:1:workgroup/x' },
    'ResourceNotFoundException',
  ],
])('refuses %s', async (_, more, name) => {
  const { client, resourceArn } = await start();
  const limit = { resourceArn, usageType: 'serverless-compute', amount: 4, ...more } as never;
  await expect(client.send(new CreateUsageLimitCommand(limit))).rejects.toMatchObject({ name });
});

it.each([
  [
    'that Redshift manages',
    { ManageAdminPassword: true },
    /^arn:aws:secretsmanager:\S+:secret:redshift!shop-admin-\w{6}$/,
  ],
  ['that it does not manage', {}, undefined],
])('tells the secret of an administrator %s (GetNamespace)', async (_, more, secret) => {
  const template = warehouse();
  Object.assign(template.Namespace.Properties, more);
  const stack = await world.start(template, 'export const handler = async () => undefined;');
  const client = new RedshiftServerlessClient(developerOf(stack));
  const { namespace } = await client.send(new GetNamespaceCommand({ namespaceName: 'shop' }));
  expect(namespace).toMatchObject({ dbName: 'shop', adminUsername: 'admin', status: 'AVAILABLE' });
  if (secret) expect(namespace!.adminPasswordSecretArn).toMatch(secret);
  else expect(namespace!.adminPasswordSecretArn).toBeUndefined();
  await expect(client.send(new GetNamespaceCommand({ namespaceName: 'other' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
