import { expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

const functionsThatWrite = (stage: (typeof stageNames)[number]) =>
  Object.values(resourcesOf(stage)).filter(
    ({ Type, Properties }) =>
      Type === 'AWS::Lambda::Function' && JSON.stringify(Properties['Environment'] ?? {}).includes('KAFKA_TOPIC'),
  );

it.each(stageNames)('opens no more connections at once than small brokers take in a second (%s)', (stage) => {
  const brokers = Object.values(resourcesOf(stage)).filter(({ Type }) => Type === 'AWS::MSK::Cluster');
  const types = brokers.map(
    ({ Properties }) => (Properties['BrokerNodeGroupInfo'] as { InstanceType: string }).InstanceType,
  );
  const most = types.some((type) => type.startsWith('kafka.t3.')) ? 4 : 100;
  const reserved = functionsThatWrite(stage).map(({ Properties }) => Properties['ReservedConcurrentExecutions']);
  expect(reserved.length).toBeGreaterThan(0);
  // without a bound of its own, a function has as many processes as the account
  expect(reserved.filter((each) => typeof each !== 'number')).toEqual([]);
  expect((reserved as number[]).reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(most);
});

it.each(stageNames)('has one route, without an authorizer: the function checks the signature (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const routes = idsOf(resources, 'AWS::ApiGatewayV2::Route').filter((id) => id.startsWith('Webhook'));
  expect(routes.map((id) => resources[id]!.Properties['RouteKey'])).toEqual(['POST /events']);
});

it.each(stageNames)('may read its own secret and write to the topic, and nothing else (%s)', (stage) => {
  const policies = Object.entries(templateOf(stage).findResources('AWS::IAM::Policy')).filter(
    ([id]) => id.startsWith('Webhook') && !id.includes('Interfaces'),
  );
  const statements = policies.flatMap(
    ([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
  );
  const actions = statements.flatMap(({ Action }) => Action).filter((action) => !action.startsWith('logs:'));
  expect(actions.toSorted()).toEqual([
    'kafka-cluster:Connect',
    'kafka-cluster:DescribeTopic',
    'kafka-cluster:WriteData',
    'kafka-cluster:WriteDataIdempotently',
    'secretsmanager:GetSecretValue',
  ]);
  expect(statements.filter(({ Resource }) => JSON.stringify(Resource).includes('*'))).toEqual([]);
});

it.each(stageNames)('is in the network of the brokers (%s)', (stage) => {
  for (const { Properties } of functionsThatWrite(stage)) {
    const { SubnetIds, SecurityGroupIds } = Properties['VpcConfig'] as {
      SubnetIds: unknown[];
      SecurityGroupIds: unknown[];
    };
    expect(SubnetIds.length).toBeGreaterThanOrEqual(2);
    expect(SecurityGroupIds).toHaveLength(1);
  }
});

it.each(stageNames)('makes a secret that nobody has written down (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [id] = idsOf(resources, 'AWS::SecretsManager::Secret').filter((each) => each.startsWith('Webhook'));
  expect(resources[id!]!.Properties).toMatchObject({
    GenerateSecretString: { GenerateStringKey: 'current', SecretStringTemplate: '{"previous":""}', PasswordLength: 43 },
  });
  expect(resources[id!]!.Properties).not.toHaveProperty('SecretString');
});
