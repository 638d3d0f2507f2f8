import { Tags, type Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { project } from './project.ts';

type Tagged = Record<string, string | undefined>;

/** Tags everything in a stack, and bounds the permissions of its roles: what infra/project.ts says. */
export function applyHouseRules(stack: Stack, stage: 'dev' | 'prod'): void {
  const wanted = project.tags?.[stage] ?? {};
  // IAM does not tell Owner from owner: the tag that is wanted takes the place of ours
  const taken = Object.keys(wanted).map((key) => key.toLowerCase());
  const ours: Tagged = { project: project.name, owner: project.owner, stage };
  addTags(stack, Object.fromEntries(Object.entries(ours).filter(([key]) => !taken.includes(key))));
  addTags(stack, wanted);
  if (project.permissionsBoundary) PermissionsBoundary.of(stack).apply(boundary(stack, project.permissionsBoundary));
}

/** Tags what belongs to a whole account, and to no stage: with what is the same in both. */
export function tagForAllStages(stack: Stack): void {
  const { dev, prod }: Record<'dev' | 'prod', Tagged> = project.tags ?? { dev: {}, prod: {} };
  addTags(stack, Object.fromEntries(Object.entries(dev).filter(([key, value]) => prod[key] === value)));
}

function addTags(stack: Stack, tags: Tagged): void {
  for (const [key, value] of Object.entries(tags)) if (value) Tags.of(stack).add(key, value);
}

function boundary(stack: Stack, nameOrArn: string) {
  return nameOrArn.startsWith('arn:')
    ? ManagedPolicy.fromManagedPolicyArn(stack, 'PermissionsBoundary', nameOrArn)
    : ManagedPolicy.fromManagedPolicyName(stack, 'PermissionsBoundary', nameOrArn);
}
