import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Step {
  name?: string;
  id?: string;
  if?: string;
  uses?: string;
  with?: Record<string, string | boolean>;
  run?: string;
  shell?: string;
  env?: Record<string, string>;
  'continue-on-error'?: boolean;
}
export interface Job {
  needs?: string | string[];
  if?: string;
  uses?: string;
  with?: Record<string, string>;
  environment?: string;
  concurrency?: string;
  strategy?: { 'fail-fast'?: boolean; matrix: Record<string, string> };
  env?: Record<string, string>;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  'continue-on-error'?: boolean;
  steps?: Step[];
}
export interface Workflow {
  on: Record<string, unknown>;
  env?: Record<string, string>;
  permissions: object;
  defaults?: { run?: { shell?: string } };
  concurrency?: { group: string; 'cancel-in-progress'?: boolean };
  jobs: Record<string, Job>;
}

export const project = join(import.meta.dirname, '..', '..');
const folder = join(project, '.github', 'workflows');
export const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
export const texts = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
export const workflows = new Map(texts.map(([name, text]) => [name, parse(text) as Workflow]));
export const workflow = (name: string): Workflow => workflows.get(name)!;
export const jobs = [...workflows].flatMap(([file, { jobs: all }]) =>
  Object.entries(all).map(([name, job]) => ({ id: `${file} ${name}`, file, job, steps: job.steps ?? [] })),
);
export const signIn = 'aws-actions/configure-aws-credentials@';
export const scriptsOf = (steps: readonly Step[]): string[] => steps.flatMap(({ run }) => run ?? []);
