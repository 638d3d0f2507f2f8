import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import { stages } from '../../infra/config.ts';
import { statefulTypes } from '../../infra/stateful-types.ts';
import { resourcesOf, stageNames } from './synthesized.ts';

const expected = JSON.parse(readFileSync(join(import.meta.dirname, 'stateful.json'), 'utf8')) as Record<string, string>;

/** CloudFormation takes another logical id for another resource: it would make a new one and delete the old, data and all. */
describe.each(stageNames)('what holds data in stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const { removalPolicy } = stages.find(({ name }) => name === stage)!;

  it.each(Object.entries(expected))('%s is still there, as %s', (logicalId, type) => {
    expect(resources[logicalId]?.Type).toBe(type);
  });

  it('is in stateful.json, so that no later change loses it', () => {
    const holding = Object.entries(resources).filter(([, { Type }]) => Object.hasOwn(statefulTypes, Type));
    expect(holding.map(([logicalId]) => logicalId).filter((id) => !Object.hasOwn(expected, id))).toEqual([]);
  });

  it.each(Object.keys(expected))('%s outlives its stack where the stage says so, and only there', (logicalId) => {
    const { DeletionPolicy, UpdateReplacePolicy } = resources[logicalId]!;
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(
      removalPolicy === RemovalPolicy.DESTROY ? ['Delete', 'Delete'] : ['RetainExceptOnCreate', 'Retain'],
    );
  });
});

it.each([...new Set(Object.values(expected))])(
  'a deployment that would lose a resource of type %s stops and asks',
  (type) => {
    expect(Object.keys(statefulTypes)).toContain(type);
  },
);

it('keeps what prod holds', () => {
  expect(stages.find(({ name }) => name === 'prod')!.removalPolicy).toBe(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
});
