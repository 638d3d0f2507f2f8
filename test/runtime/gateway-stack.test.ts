import { DescribeStacksCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startWorld, type GatewayWorld } from './gateway-world.ts';

let world: GatewayWorld;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

it('gives the outputs of a stack', async () => {
  const { Stacks } = await world.cloudformation.send(new DescribeStacksCommand({ StackName: 'shop-dev' }));
  expect(Stacks).toEqual([
    expect.objectContaining({
      StackName: 'shop-dev',
      StackStatus: 'CREATE_COMPLETE',
      Outputs: [
        { OutputKey: 'TableName', OutputValue: 'products' },
        { OutputKey: 'SearchUrl', OutputValue: 'http://a?b=1&c=<2>' },
      ],
    }),
  ]);
  expect(world.iam).toEqual([
    {
      action: 'cloudformation:DescribeStacks',
      resource: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop-dev/local',
    },
  ]);
  const byId = await world.cloudformation.send(new DescribeStacksCommand({ StackName: Stacks![0]!.StackId }));
  expect(byId.Stacks![0]!.Outputs).toHaveLength(2);
});

it('does not know other stacks, and says what it cannot do', async () => {
  await expect(world.cloudformation.send(new DescribeStacksCommand({ StackName: 'none' }))).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id none does not exist',
  });
  await expect(world.cloudformation.send(new ListStacksCommand({}))).rejects.toThrow(
    'CloudFormation ListStacks is not modelled by the local runtime.',
  );
  await expect(world.sts.send(new GetSessionTokenCommand({}))).rejects.toThrow(
    'STS GetSessionToken is not modelled by the local runtime.',
  );
});

it('tells who calls, without asking for a permission', async () => {
  const { Arn, Account, UserId } = await world.sts.send(new GetCallerIdentityCommand({}));
  expect({ Arn, Account }).toEqual({
    Arn: 'arn:aws:sts::111122223333:assumed-role/indexer/indexer',
    Account: '111122223333',
  });
  expect(UserId).toMatch(/^AROA[0-9A-F]{16}:indexer$/);
  expect(world.iam).toEqual([]);
});

it('refuses as CloudFormation does', async () => {
  await world.close();
  world = await startWorld({ denied: () => true });
  await expect(world.cloudformation.send(new DescribeStacksCommand({ StackName: 'shop-dev' }))).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
});
