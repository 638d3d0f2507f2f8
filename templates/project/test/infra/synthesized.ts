// The validator takes seconds: validation.test.ts runs it, the other tests look at templates only.
process.env['CDK_VALIDATION'] = 'false';

import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stages } from '../../infra/config.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { project } from '../../infra/project.ts';

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
  DependsOn?: string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  UpdatePolicy?: Record<string, unknown>;
}
export type Resources = Record<string, Resource>;

export const projectFolder = join(import.meta.dirname, '..', '..');

/** What the command line would pass: the feature flags of cdk.json, and the wish for construct paths. */
export const context = {
  ...(JSON.parse(readFileSync(join(projectFolder, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> })
    .context,
  'aws:cdk:enable-path-metadata': true,
};

export const stageNames = stages.map(({ name }) => name);

const templates = new Map<string, Template>();

/** The stack of a stage as an assertable template, made once for all tests of a file. */
export function templateOf(stageName: string): Template {
  const made = templates.get(stageName) ?? templateWith(stageName, {});
  templates.set(stageName, made);
  return made;
}

/** What infra/config.ts says of a stage. */
export const settingsOf = (stageName: string) => stages.find(({ name }) => name === stageName)!;

/** The stack of a stage that says some things otherwise. */
export function templateWith(stageName: string, changes: Partial<(typeof stages)[number]>): Template {
  const stage = { ...settingsOf(stageName), ...changes };
  return Template.fromStack(new PipelineStack(new App({ context }), `${project.name}-${stageName}`, { stage }));
}

export const resourcesOf = (stageName: string): Resources => templateOf(stageName).toJSON().Resources as Resources;

/** The logical ids of a type. */
export const idsOf = (resources: Resources, type: string): string[] =>
  Object.keys(resources).filter((id) => resources[id]!.Type === type);
