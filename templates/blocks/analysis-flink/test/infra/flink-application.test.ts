import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { neededBy } from './dependencies.ts';
import { idsOf, projectFolder, resourcesOf, settingsOf, stageNames, templateWith } from './synthesized.ts';

const analytics = join(projectFolder, 'analytics');

it.each(stageNames)('gives the job the properties that it reads (%s)', (stage) => {
  const java = readFileSync(join(analytics, 'app/src/main/java/analysis/app/JobProperties.java'), 'utf8');
  const [, group] = /GROUP = "(.*)"/.exec(java)!;
  const wanted = [...java.matchAll(/required\(group, "(.*)"\)/g)].map(([, name]) => name!);
  expect(wanted).toHaveLength(4);
  const { EnvironmentProperties } = configurationOf(resourcesOf(stage)) as {
    EnvironmentProperties: { PropertyGroups: { PropertyGroupId: string; PropertyMap: object }[] };
  };
  const [given] = EnvironmentProperties.PropertyGroups;
  expect(given!.PropertyGroupId).toBe(group);
  expect(Object.keys(given!.PropertyMap).toSorted()).toEqual(wanted.toSorted());
});

it('runs the version of Flink that the job is compiled for', () => {
  const pom = readFileSync(join(analytics, 'pom.xml'), 'utf8');
  const [, major, minor] = /<flink\.version>(\d+)\.(\d+)\.\d+</.exec(pom)!;
  for (const stage of stageNames) {
    const resources = resourcesOf(stage);
    const [application] = idsOf(resources, 'AWS::KinesisAnalyticsV2::Application');
    expect(resources[application!]!.Properties['RuntimeEnvironment']).toBe(`FLINK-${major}_${minor}`);
  }
});

it.each(stageNames)('is started once it can write its log and read its jar (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [running] = idsOf(resources, 'Custom::RunningApplication');
  const needed = [...neededBy(resources, running!)].map((id) => resources[id]!.Type);
  expect(needed).toContain('AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption');
  const [application] = idsOf(resources, 'AWS::KinesisAnalyticsV2::Application');
  const before = [...neededBy(resources, application!)].map((id) => resources[id]!.Type);
  expect(before).toContain('AWS::IAM::Policy');
});

it('is started again by a deployment that changes it', () => {
  const definitionOf = (resources: ReturnType<typeof resourcesOf>): unknown =>
    resources[idsOf(resources, 'Custom::RunningApplication')[0]!]!.Properties['Definition'];
  const { flink } = settingsOf('dev');
  const changed = templateWith('dev', { flink: { parallelism: flink.parallelism + 1 } }).toJSON();
  expect(definitionOf(changed.Resources as never)).not.toBe(definitionOf(resourcesOf('dev')));
});

function configurationOf(resources: ReturnType<typeof resourcesOf>): Record<string, unknown> {
  const [application] = idsOf(resources, 'AWS::KinesisAnalyticsV2::Application');
  return resources[application!]!.Properties['ApplicationConfiguration'] as Record<string, unknown>;
}
