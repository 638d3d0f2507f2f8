import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { howToBuild } from '../../infra/blocks/analysis-jar.ts';
import { idsOf, projectFolder, resourcesOf, stageNames } from './synthesized.ts';
import { workflow } from './workflow-files.ts';

it('is built with all of its tests, by Java 17, before the stacks are synthesized that are deployed', () => {
  const steps = workflow('verify.yml').jobs['verify']!.steps!;
  const at = (text: string): number => steps.findIndex(({ run, uses }) => (run ?? uses)!.includes(text));
  expect(steps[at('actions/setup-java@')]!.with).toMatchObject({ 'java-version': '17' });
  const order = ['actions/setup-java@', 'mvn -f analytics', 'npm run synth'].map(at);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(-1);
  expect(steps[at('mvn -f analytics')]!.run).toMatch(/ verify$/);
});

it.each(stageNames)('is named by its sources, wherever it is built (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [application] = idsOf(resources, 'AWS::KinesisAnalyticsV2::Application');
  const [running] = idsOf(resources, 'Custom::RunningApplication');
  const { ApplicationCodeConfiguration: code } = resources[application!]!.Properties['ApplicationConfiguration'] as {
    ApplicationCodeConfiguration: { CodeContent: { S3ContentLocation: { FileKey: string } } };
  };
  const { FileKey } = code.CodeContent.S3ContentLocation;
  expect(FileKey).toMatch(/^[0-9a-f]{64}$/);
  expect(resources[running!]!.Properties['Jar']).toBe(FileKey);
});

it('says what to do where it is missing, as the pages say', () => {
  const page = readFileSync(join(projectFolder, 'docs', 'analytics.md'), 'utf8');
  const [command] = /mvn -f analytics package/.exec(howToBuild)!;
  expect(page).toContain(command);
});
