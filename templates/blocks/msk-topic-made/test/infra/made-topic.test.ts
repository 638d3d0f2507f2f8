import { describe, expect, it } from '@jest/globals';
import { referencesIn } from './dependencies.ts';
import { isSame, reachOf } from './reach.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

describe.each(stageNames)('the function that makes the topic in stage %s', (name) => {
  const resources = resourcesOf(name);
  const maker = idsOf(resources, 'AWS::Lambda::Function').find((id) => id.includes('Maker'))!;
  const { SecurityGroupIds } = resources[maker]!.Properties['VpcConfig'] as { SecurityGroupIds: unknown };
  const [group = ''] = referencesIn(SecurityGroupIds);

  it('reaches S3, where CloudFormation waits for its answer', () => {
    expect(reachOf(resources).some((way) => isSame(way, { from: group, to: 'anywhere', port: 443 }))).toBe(true);
  });

  it('runs before anything reads the topic', () => {
    const [made] = idsOf(resources, 'Custom::EventsTopic');
    for (const id of idsOf(resources, 'AWS::Lambda::EventSourceMapping'))
      expect(resources[id]!.DependsOn).toContain(made);
  });

  it('gives the topic a retention, and partitions', () => {
    const [made] = idsOf(resources, 'Custom::EventsTopic');
    const { Partitions, RetentionMilliseconds, TopicName } = resources[made!]!.Properties;
    expect([Number(Partitions) > 1, Number(RetentionMilliseconds) > 0]).toEqual([true, true]);
    for (const id of idsOf(resources, 'AWS::Lambda::EventSourceMapping'))
      expect(resources[id]!.Properties['Topics']).toEqual([TopicName]);
  });
});
