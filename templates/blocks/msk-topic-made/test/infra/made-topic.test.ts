import { describe, expect, it } from '@jest/globals';
import { referencesIn } from './dependencies.ts';
import { isSame, reachOf } from './reach.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

describe.each(stageNames)('the function that makes the topic in stage %s', (name) => {
  const resources = resourcesOf(name);
  const maker = idsOf(resources, 'AWS::Lambda::Function').find((id) => id.includes('Maker'))!;
  const { SecurityGroupIds } = resources[maker]!.Properties['VpcConfig'] as { SecurityGroupIds: unknown };
  const [group = ''] = referencesIn(SecurityGroupIds);

  /** Functions that poll the topic, and delivery streams that read it. */
  const readers = Object.values(resources).flatMap(({ Type, Properties, DependsOn }) => {
    if (Type === 'AWS::Lambda::EventSourceMapping')
      return [{ DependsOn, topic: (Properties['Topics'] as string[])[0] }];
    const source = Properties['MSKSourceConfiguration'] as { TopicName: string } | undefined;
    return source === undefined ? [] : [{ DependsOn, topic: source.TopicName }];
  });

  it('reaches S3, where CloudFormation waits for its answer', () => {
    expect(reachOf(resources).some((way) => isSame(way, { from: group, to: 'anywhere', port: 443 }))).toBe(true);
  });

  it('runs before anything reads the topic', () => {
    const [made] = idsOf(resources, 'Custom::EventsTopic');
    expect(readers).not.toEqual([]);
    for (const { DependsOn } of readers) expect(DependsOn).toContain(made);
  });

  it('gives the topic a retention, and partitions', () => {
    const [made] = idsOf(resources, 'Custom::EventsTopic');
    const { Partitions, Settings, TopicName } = resources[made!]!.Properties;
    const { 'retention.ms': retention } = Settings as Record<string, string>;
    expect([Number(Partitions) > 1, Number(retention) > 0]).toEqual([true, true]);
    for (const { topic } of readers) expect(topic).toEqual(TopicName);
  });
});
