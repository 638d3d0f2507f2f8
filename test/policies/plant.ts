// node plant.ts FOLDER …: plants every mutant in each assembled project that has its rule and its type, and prints what is found.
// Mutants that do not get into each other's way are planted together: a synthesis takes seconds.
import { App, CfnResource, type Stack } from 'aws-cdk-lib';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutants, type Mutant } from './mutants.ts';

/** What infra/ of a project offers. */
interface Infra {
  bundleFunctions(): void;
  stages: readonly object[];
  PipelineStack: new (scope: App, id: string, props: { stage: object }) => Stack;
  addValidation(app: App): void;
  guardRules(): readonly { content: string }[];
}
interface Report {
  pluginReports: { violations: { ruleName: string }[] }[];
}

export interface Planted {
  /** The rules of the projects, by name. */
  rules: string[];
  /** For each mutant, in each project that it was planted in: whether its rule saw it. */
  seen: { mutant: Mutant; project: string; found: boolean }[];
  /** Rules that found something although nothing was done to a resource that they are about. */
  astray: string[];
}

// what is found is in the report; the console is for the result
console.error = () => {};

const planted: Planted = { rules: [], seen: [], astray: [] };
for (const folder of process.argv.slice(2)) await plantIn(folder);
console.log(JSON.stringify(planted));

async function plantIn(folder: string): Promise<void> {
  const files = ['functions', 'config', 'pipeline-stack', 'validation'];
  const modules = await Promise.all(files.map((file) => import(join(folder, 'infra', `${file}.ts`))));
  const infra = Object.assign({}, ...modules) as Infra;
  infra.bundleFunctions();
  const { context } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as { context: object };
  const rules = infra
    .guardRules()
    .flatMap(({ content }) => [...content.matchAll(/^rule (\w+)/gm)].map(([, name]) => name!));
  planted.rules.push(...rules);
  for (const together of groupsOf(mutants.filter(({ rule }) => rules.includes(rule)))) {
    const outdir = mkdtempSync(join(tmpdir(), 'mutant-'));
    const app = new App({ context: { ...context, 'aws:cdk:enable-path-metadata': true }, outdir });
    const stack = new infra.PipelineStack(app, 'mutant', { stage: infra.stages[0]! });
    const there = together.filter((mutant) => mutate(stack, mutant));
    if (there.length > 0) {
      const found = findings(app, infra);
      for (const mutant of there) planted.seen.push({ mutant, project: folder, found: found.includes(mutant.rule) });
      const types = new Set(there.map(({ type }) => type));
      const touched = new Set(mutants.filter(({ type }) => types.has(type)).map(({ rule }) => rule));
      planted.astray.push(...rules.filter((rule) => found.includes(rule) && !touched.has(rule)));
    }
    rmSync(outdir, { recursive: true });
  }
}

/** Mutants in groups, in each of which every rule and every resource has one at most. */
function groupsOf(some: readonly Mutant[]): Mutant[][] {
  const groups: Mutant[][] = [];
  for (const mutant of some) {
    const fitting = groups.find((group) => group.every((other) => !meet(mutant, other)));
    if (fitting) fitting.push(mutant);
    else groups.push([mutant]);
  }
  return groups;
}

function meet(one: Mutant, other: Mutant): boolean {
  if (one.rule === other.rule) return true;
  const ofOnePart = one.component === undefined || other.component === undefined || one.component === other.component;
  return one.type === other.type && ofOnePart;
}

/** Whether the stack has such a resource. */
function mutate(stack: Stack, { type, component, path, value, remove }: Mutant): boolean {
  const resources = stack.node
    .findAll()
    .filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct))
    .filter(({ cfnResourceType }) => cfnResourceType === type)
    .filter(({ node }) => component === undefined || node.path.split('/')[1] === component);
  for (const resource of resources)
    if (remove === undefined) resource.addPropertyOverride(path!, value);
    else resource.addPropertyDeletionOverride(remove);
  return resources.length > 0;
}

/** The names of the rules that find something. */
function findings(app: App, infra: Infra): string[] {
  infra.addValidation(app);
  try {
    app.synth();
  } catch {
    // errors end a synthesis; the report tells more
  }
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
}
