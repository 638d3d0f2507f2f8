import { describe, expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

const type = 'AWS::Lambda::EventSourceMapping';

/** What the mapping of a stage says of the topic. */
function mappingOf(stage: (typeof stageNames)[number]) {
  const resources = resourcesOf(stage);
  const [mapping] = idsOf(resources, type).flatMap((id) => {
    const { Properties, DependsOn = [] } = resources[id] as { Properties: object; DependsOn?: string[] };
    return 'SelfManagedEventSource' in Properties ? [{ properties: Properties as unknown as Mapping, DependsOn }] : [];
  });
  return mapping!;
}
interface Mapping {
  SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: string };
  SourceAccessConfigurations: { Type: string; URI: string }[];
  DestinationConfig: { OnFailure: { Destination: object } };
}

it('is read by a consumer group of each stage alone', () => {
  const groups = stageNames.map(
    (stage) => mappingOf(stage).properties.SelfManagedKafkaEventSourceConfig.ConsumerGroupId,
  );
  expect(new Set(groups).size).toBe(stageNames.length);
});

describe.each(stageNames)('the topic of stage %s', (stage) => {
  const { properties, DependsOn } = mappingOf(stage);
  const access = properties.SourceAccessConfigurations;
  const urisOf = (ofType: string) => access.filter(({ Type }) => Type === ofType).map(({ URI }) => URI);
  const policies = templateOf(stage).findResources('AWS::IAM::Policy') as Record<
    string,
    { Properties: { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } } }
  >;
  const allowing = (action: string) =>
    Object.entries(policies).flatMap(([id, { Properties }]) =>
      Properties.PolicyDocument.Statement.filter(({ Action }) => [Action].flat().includes(action)).map(
        ({ Resource }) => ({ id, resources: [Resource].flat() }),
      ),
    );

  it('is read from its oldest record on', () => {
    expect(properties).toMatchObject({ Topics: [expect.any(String)], StartingPosition: 'TRIM_HORIZON' });
  });

  it('is tried again for as long as a record may wait, and is parked whole after that', () => {
    expect(properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10_000,
      MaximumRecordAgeInSeconds: 43_200,
      // without provisioned pollers, Lambda does not take what is above
      ProvisionedPollerConfig: { MinimumPollers: expect.any(Number), MaximumPollers: expect.any(Number) },
    });
    expect(properties.DestinationConfig.OnFailure.Destination).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^FailuresBucket/), 'Arn'],
    });
  });

  it('is reached with secrets that only the bridge may read', () => {
    const signIn = access.filter(({ Type }) => /^(SASL_SCRAM_(256|512)|CLIENT_CERTIFICATE_TLS)_AUTH$/.test(Type));
    expect(signIn).toHaveLength(1);
    const secrets = [signIn[0]!.URI, ...urisOf('SERVER_ROOT_CA_CERTIFICATE')];
    // one of the stack, where identifiers are hashed
    const keys = idsOf(resourcesOf(stage), 'AWS::SecretsManager::Secret').filter((id) =>
      id.startsWith('BridgePersonalKey'),
    );
    expect(allowing('secretsmanager:GetSecretValue')).toEqual([
      {
        id: expect.stringMatching(/^BridgeFunctionRole/),
        resources: [...secrets, ...keys.map((Ref) => ({ Ref }))],
      },
    ]);
  });

  it('is reached through subnets and security groups of a VPC together, and gets network interfaces there only', () => {
    const [subnets, groups] = [urisOf('VPC_SUBNET'), urisOf('VPC_SECURITY_GROUP')];
    const isInVpc = subnets.length > 0;
    expect(groups.length > 0).toBe(isInVpc);
    for (const uri of subnets) expect(uri).toMatch(/^subnet:subnet-[0-9a-f]+$/);
    for (const uri of groups) expect(uri).toMatch(/^security_group:sg-[0-9a-f]+$/);
    expect(allowing('ec2:CreateNetworkInterface')).toHaveLength(isInVpc ? 1 : 0);
  });

  it('is read when the bridge may do everything that it has to', () => {
    expect(DependsOn).toContainEqual(expect.stringMatching(/^BridgeFunctionRoleDefaultPolicy/));
  });
});
