// before anything that synthesizes: it switches the validator off
import { context, templateWith, type Resources } from './synthesized.ts';
import { App, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { itemKey } from '../../contract/derived/item-table.ts';
import { itemName } from '../../contract/derived/item.ts';
import type { PipelineStage } from '../../infra/config.ts';
import { GithubOidcProviderStack } from '../../infra/github-oidc-provider-stack.ts';
import { GithubOidcStack } from '../../infra/github-oidc-stack.ts';
import { githubSubject } from '../../infra/github-subject.ts';
import { project } from '../../infra/project.ts';
import { ownItem } from '../../processors/canary/own-item.ts';
import { referenceSizes } from './reference-size.ts';
import { tableIn, type Names, type ResourceTable } from './resource-table.ts';

export type StageName = PipelineStage['name'];

/** Some contracts leave no room for an item of the canary, and IAM knows no condition for some of the others. */
export const hasCanary = itemKey[0]?.type === 'S' && canaryCanBe();

function canaryCanBe(): boolean {
  try {
    return ownItem() !== undefined;
  } catch {
    return false;
  }
}

/**
 * A stage that infra/config.ts has no part in: what is compared with a table stays the same while you set your stages. No two of
 * its durations are the same, so that none can stand in the place of another.
 */
const reference = (name: StageName): Partial<PipelineStage> => ({
  removalPolicy: name === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  logRetention: RetentionDays.TWO_WEEKS,
  streamRetention: Duration.hours(31),
  tombstoneRetention: Duration.hours(53),
  latencyObjective: Duration.seconds(43),
  search: referenceSizes[name],
  webOrigins: ['https://www.example.com'],
  searchConcurrency: name === 'prod' ? 7 : undefined,
  canary: hasCanary ? Duration.minutes(17) : undefined,
});

/** The stack of that stage. */
const referenceTemplate = (name: StageName): ReferenceTemplate =>
  templateWith(name, reference(name)).toJSON() as ReferenceTemplate;

/** The resources of that stage, and those that GitHub's workflows need. */
export function referenceTable(name: StageName): ResourceTable {
  const names = namesOf(name);
  const github = githubSubject('acme/example', 'repo:acme@1/example@2');
  const roles = new GithubOidcStack(new App({ context }), `${project.name}-github-${name}`, { stage: name, github });
  const provider = new GithubOidcProviderStack(new App({ context }), 'github-oidc-provider');
  const ofGithub = [roles, provider].flatMap((stack) =>
    Object.entries(tableIn(Template.fromStack(stack).toJSON().Resources as Resources, names)),
  );
  return {
    ...tableIn(referenceTemplate(name).Resources, names),
    ...Object.fromEntries(ofGithub.map(([place, rows]) => [`GitHub: ${place}`, rows])),
  };
}

interface ReferenceTemplate {
  Resources: Resources;
  Outputs: Record<string, { Value: unknown }>;
}

/** What the project and its event are called, and where it runs: what a table says does not depend on it. */
export function namesOf(name: StageName): Names {
  const { region } = project.stages[name];
  const { Value: table } = referenceTemplate(name).Outputs['TableName']!;
  return {
    stack: `${project.name}-${name}`,
    // of the Glue catalog, where there is one
    database: `${project.name}-${name}`.toLowerCase().replaceAll('-', '_'),
    item: itemName,
    table: typeof table === 'string' ? table : undefined,
    'canary key': hasCanary ? String(ownItem().key[itemKey[0]!.name]) : undefined,
    'AWS::Partition': region === undefined ? undefined : RegionInfo.get(region).partition,
    'AWS::AccountId': project.stages[name].account,
    'AWS::Region': region,
  };
}
