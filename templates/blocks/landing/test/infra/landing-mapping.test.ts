import { describe, expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

interface Mapping {
  Topics: string[];
  AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: string };
  DestinationConfig: { OnFailure: { Destination: object } };
}
interface Policy {
  PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] };
  Roles: { Ref: string }[];
}

/** What the mapping of a stage says, and what it waits for. */
function mappingOf(stage: (typeof stageNames)[number]) {
  const resources = resourcesOf(stage);
  const [id] = idsOf(resources, 'AWS::Lambda::EventSourceMapping').filter((each) => each.startsWith('Landing'));
  const { Properties, DependsOn = [] } = resources[id!] as { Properties: object; DependsOn?: string[] };
  return { properties: Properties as Mapping, DependsOn };
}

it('is read by a consumer group of each stage alone', () => {
  const groups = stageNames.map(
    (stage) => mappingOf(stage).properties.AmazonManagedKafkaEventSourceConfig.ConsumerGroupId,
  );
  expect(new Set(groups).size).toBe(stageNames.length);
});

describe.each(stageNames)('the topic of stage %s', (stage) => {
  const { properties, DependsOn } = mappingOf(stage);
  const resources = resourcesOf(stage);
  /** The statements of the role of the landing that name an action. */
  const allowing = (action: string) =>
    idsOf(resources, 'AWS::IAM::Policy')
      .map((id) => resources[id]!.Properties as unknown as Policy)
      .filter(({ Roles }) => Roles.some(({ Ref }) => Ref.startsWith('LandingFunctionRole')))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().includes(action))
      .flatMap(({ Resource }) => [Resource].flat());

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

  it('is the one that the landing may read, as a member of its own group', () => {
    const [topic, ...topics] = allowing('kafka-cluster:ReadData').map((each) => JSON.stringify(each));
    const [group, ...groups] = allowing('kafka-cluster:AlterGroup').map((each) => JSON.stringify(each));
    expect([topics, groups]).toEqual([[], []]);
    expect(topic).toMatch(new RegExp(`:topic/.*/${properties.Topics[0]}"`));
    expect(group).toContain(`/${properties.AmazonManagedKafkaEventSourceConfig.ConsumerGroupId}"`);
    for (const each of [topic, group]) expect(each).not.toContain('*');
  });

  it('is not written to by the landing', () => {
    expect(allowing('kafka-cluster:WriteData')).toEqual([]);
  });

  it('is read when the landing may do everything that it has to, and the topic is there', () => {
    expect(DependsOn).toContainEqual(expect.stringMatching(/^LandingFunctionRoleDefaultPolicy/));
  });
});
