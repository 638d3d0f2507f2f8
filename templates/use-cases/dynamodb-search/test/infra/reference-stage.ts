import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { itemKey } from '../../contract/derived/item-table.ts';
import { itemName } from '../../contract/derived/item.ts';
import type { PipelineStage } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { ownItem } from '../../processors/canary/own-item.ts';
import { referenceSizes } from './reference-size.ts';
import type { Names } from './resource-table.ts';
import { templateWith, type Resources } from './synthesized.ts';

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
export const referenceTemplate = (name: StageName): ReferenceTemplate =>
  templateWith(name, reference(name)).toJSON() as ReferenceTemplate;

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
    item: itemName,
    table: typeof table === 'string' ? table : undefined,
    'canary key': hasCanary ? String(ownItem().key[itemKey[0]!.name]) : undefined,
    'AWS::Partition': region === undefined ? undefined : RegionInfo.get(region).partition,
    'AWS::AccountId': project.stages[name].account,
    'AWS::Region': region,
  };
}
