import { expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { applyHouseRules, tagForAllStages, type HouseRules } from '../../infra/house-rules.ts';

/** A project that has everything that infra/project.ts may say, whatever this one says. */
const rules: HouseRules = {
  name: 'orders',
  owner: 'a team',
  tags: { dev: { costs: '1', data: 'none' }, prod: { costs: '2', data: 'none' } },
  permissionsBoundary: 'bound',
};

function ruled(apply: (stack: Stack) => void) {
  const stack = new Stack(new App(), 'Ruled');
  new Bucket(stack, 'Bucket');
  for (const id of ['One', 'Other']) new Role(stack, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  apply(stack);
  const template = Template.fromStack(stack);
  const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
  const tags = (bucket!['Properties']?.Tags ?? []) as { Key: string; Value: string }[];
  const roles = Object.values(template.findResources('AWS::IAM::Role'));
  return {
    tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    boundaries: roles.map(({ Properties }) => JSON.stringify(Properties.PermissionsBoundary ?? null)),
  };
}

it('tags every resource with project, owner and stage, and with the tags of the stage', () => {
  const { tags } = ruled((stack) => applyHouseRules(stack, 'prod', rules));
  expect(tags).toEqual({ project: 'orders', owner: 'a team', stage: 'prod', costs: '2', data: 'none' });
});

it('takes a tag that is wanted in place of its own, however it is written', () => {
  const wanted = { dev: { Owner: 'somebody else' }, prod: { Owner: 'somebody else' } };
  const { tags } = ruled((stack) => applyHouseRules(stack, 'dev', { ...rules, tags: wanted }));
  expect(tags).toEqual({ project: 'orders', Owner: 'somebody else', stage: 'dev' });
});

it.each([
  ['by name', 'bound', /:policy\/bound/],
  ['by ARN', 'arn:aws:iam::111122223333:policy/bound', /^"arn:aws:iam::111122223333:policy\/bound"$/],
])('bounds the permissions of every role, %s', (_how, permissionsBoundary, expected) => {
  const { boundaries } = ruled((stack) => applyHouseRules(stack, 'dev', { ...rules, permissionsBoundary }));
  expect(boundaries).toHaveLength(2);
  for (const boundary of boundaries) expect(boundary).toMatch(expected);
});

it('bounds nothing where no boundary is wanted', () => {
  const { name } = rules;
  expect(ruled((stack) => applyHouseRules(stack, 'dev', { name })).boundaries).toEqual(['null', 'null']);
});

it('tags what belongs to all stages with what is the same in both', () => {
  expect(ruled((stack) => tagForAllStages(stack, rules)).tags).toEqual({ data: 'none' });
});
