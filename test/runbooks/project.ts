import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { metricDefinitions } from '../../runtime/door.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import type { CommandsProject } from './commands/problem.ts';
import type { extremes } from './extremes.ts';
import { pageOf, type Page } from './page.ts';

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  Metadata?: { 'aws:cdk:path'?: string };
}
interface Template {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, unknown>;
}

/** A rendered and synthesized project, and what a page may name of it. */
export interface Project extends CommandsProject {
  name: string;
  /** The folder as `cdk synth` would have written it. */
  outFolder: string;
  pages: readonly Page[];
  files: ReadonlySet<string>;
  text(file: string): string;
  /** The templates of both stages as text, with the names of their stacks. */
  templates: string;
  outputs: ReadonlySet<string>;
  /** Both ways to name an alarm: the title of its page, and its construct below a part: Blocked. */
  alarms: ReadonlySet<string>;
  /** The rows of the dashboard. */
  rows: ReadonlySet<string>;
  metrics: ReadonlySet<string>;
}

const synthesize = join(import.meta.dirname, 'templates.ts');

/** Assembles a project below build/, and synthesizes it. */
export async function projectOf(id: string, { answers, changed }: (typeof extremes)[string]): Promise<Project> {
  const parent = join(buildFolder, 'runbooks');
  const paths = assemble(join(parent, id), [{ id: 'project', answers }]).get('project')!;
  const folder = join(parent, id, 'project');
  const text = (file: string) => readFileSync(join(folder, file), 'utf8');
  if (changed) {
    if (!text(changed.file).includes(changed.before)) throw new Error(`${changed.file} does not have what is changed`);
    writeFileSync(join(folder, changed.file), text(changed.file).replace(changed.before, changed.after));
  }
  const templates = JSON.parse(
    execFileSync(process.execPath, [synthesize, folder], { encoding: 'utf8', maxBuffer: 1e9 }),
  ) as Record<string, Template>;
  const outFolder = join(folder, 'cdk.out');
  mkdirSync(outFolder, { recursive: true });
  for (const [stack, template] of Object.entries(templates))
    writeFileSync(join(outFolder, `${stack}.template.json`), JSON.stringify(template));
  const { name, scripts } = JSON.parse(text('package.json')) as { name: string; scripts: Record<string, string> };
  const resources = Object.values(templates).flatMap(({ Resources }) => Object.values(Resources));
  const pages = paths.filter(isFollowed).map((path) => pageOf(path, text(path)));
  const titles = [...text('docs/runbook/index.md').matchAll(/^- \[(.+)\]\([\w-]+\.md\)$/gm)].map(([, title]) => title!);
  return {
    folder,
    name,
    outFolder,
    scripts,
    stacks: [...Object.keys(templates), ...Object.keys(templates).map(githubStackOf), 'github-oidc-provider'],
    workflows: paths
      .filter((path) => path.startsWith('.github/workflows/'))
      .map((path) => workflowOf(path, text(path))),
    pages,
    files: new Set(paths),
    text,
    templates: JSON.stringify(templates),
    outputs: new Set(Object.values(templates).flatMap(({ Outputs = {} }) => Object.keys(Outputs))),
    alarms: new Set([
      ...titles,
      ...resources.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm').map((alarm) => placeOf(alarm).at(-2)!),
    ]),
    rows: new Set(resources.flatMap(rowsOf)),
    metrics: await metricsOf(paths, resources, folder),
  };
}

/** The pages that somebody follows step by step in AWS. */
const isFollowed = (path: string): boolean => /^docs\/(runbook\/[\w-]+|teardown|first-deployment)\.md$/.test(path);

const githubStackOf = (stack: string): string => stack.replace(/-(\w+)$/, '-github-$1');
const placeOf = ({ Metadata }: Resource): string[] => Metadata!['aws:cdk:path']!.split('/');

function workflowOf(path: string, text: string) {
  const { name, on } = parse(text) as { name: string; on: Record<string, { inputs?: never } | null> };
  const byHand = 'workflow_dispatch' in on;
  return { file: path.split('/').at(-1)!, name, inputs: byHand ? (on['workflow_dispatch']?.inputs ?? {}) : undefined };
}

function rowsOf({ Type, Properties }: Resource): string[] {
  if (Type !== 'AWS::CloudWatch::Dashboard') return [];
  return [...JSON.stringify(Properties['DashboardBody']).matchAll(/## (\w+)/g)].map(([, row]) => row!);
}

/** What services of the stack report, as far as its alarms and its dashboard are about them, and what its functions do. */
async function metricsOf(paths: readonly string[], resources: readonly Resource[], folder: string) {
  const watched = JSON.stringify(
    resources
      .filter(({ Type }) => /^AWS::CloudWatch::(Alarm|Dashboard)$/.test(Type))
      .map(({ Properties }) => Properties),
  );
  const ofServices = Object.entries(metricDefinitions)
    .filter(([namespace]) => watched.includes(namespace))
    .flatMap(([, metrics]) => Object.keys(metrics));
  const own = await Promise.all(
    paths
      .filter((path) => /^processors\/[\w-]+\/metrics\.ts$/.test(path))
      .map((path) => import(join(folder, path)) as Promise<Record<string, object>>),
  );
  const ofFunctions = own.flatMap((module) =>
    Object.values(module).flatMap((metrics) => Object.values(metrics) as string[]),
  );
  return new Set([...ofServices, ...ofFunctions]);
}
