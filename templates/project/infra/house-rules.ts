import { Tags, type Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { project } from './project.ts';

type Tagged = Record<string, string | undefined>;

/** What of a project is a rule for every resource. */
export type HouseRules = Pick<typeof project, 'name' | 'owner' | 'tags' | 'permissionsBoundary'>;

/** Tags everything in a stack, and bounds the permissions of its roles: what infra/project.ts says. */
export function applyHouseRules(stack: Stack, stage: 'dev' | 'prod', rules: HouseRules = project): void {
  const wanted = rules.tags?.[stage] ?? {};
  // IAM does not tell Owner from owner: the tag that is wanted takes the place of ours
  const taken = Object.keys(wanted).map((key) => key.toLowerCase());
  const ours: Tagged = { project: rules.name, owner: rules.owner, stage };
  addTags(stack, Object.fromEntries(Object.entries(ours).filter(([key]) => !taken.includes(key))));
  addTags(stack, wanted);
  if (rules.permissionsBoundary) PermissionsBoundary.of(stack).apply(boundary(stack, rules.permissionsBoundary));
}

/** Tags what belongs to a whole account, and to no stage: with what is the same in both. */
export function tagForAllStages(stack: Stack, rules: HouseRules = project): void {
  const { dev, prod }: Record<'dev' | 'prod', Tagged> = rules.tags ?? { dev: {}, prod: {} };
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
