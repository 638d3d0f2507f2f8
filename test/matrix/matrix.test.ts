import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { renderProject, useCases, type ProjectFile } from '../../generators/core/api.ts';
import { testedUseCases } from '../use-cases/tested.ts';
import { assemble, matrixFolder } from './assemble.ts';
import { complaintsOf } from './complaints.ts';
import { problemsIn } from './file-problems.ts';
import { builtProjects, projects } from './projects.ts';
import type { Synthesized } from './synthesize.ts';

const root = join(import.meta.dirname, '..', '..');
/** A little less than a test may take, which a machine that is slow or busy needs: what runs does not go on after it. */
const timeout = 590_000;
const ids = projects().map(({ id }) => id);
const built = builtProjects().map(({ id }) => id);
/** What is known of a project that is rendered, looked at, and forgotten: hundreds of them would be gigabytes. */
interface Looked {
  imports: string[];
  undeclared: string[];
  problems: string[];
}
const looked = new Map<string, Looked>();
/** A file of each content of the projects that are not written: most files are the same in many projects. */
const distinct = new Map<string, string>();
let paths: Map<string, string[]>;
beforeAll(() => {
  paths = assemble(matrixFolder, builtProjects());
  for (const { id, answers } of projects()) look(id, renderProject(answers));
}, 600_000);

const textOf = (id: string, path: string): string => readFileSync(join(matrixFolder, id, path), 'utf8');
const isCode = (path: string): boolean => /\.(ts|mjs)$/.test(path) && !path.startsWith('.stream-pipeline/');
const isWritten = (path: string): boolean => isCode(path) && !path.startsWith('contract/derived/');

function look(id: string, files: readonly ProjectFile[]): void {
  const { contents: manifest } = files.find(({ path }) => path === 'package.json')!;
  const { devDependencies } = JSON.parse(manifest.toString()) as { devDependencies: Record<string, string> };
  const code = files
    .filter(({ path }) => isCode(path))
    .map(({ path, contents }) => ({ path, text: contents.toString() }));
  const imports = code.flatMap(({ path, text }) => bareImports(text).map((name) => `${path}: ${name}`));
  looked.set(id, {
    imports,
    undeclared: imports.filter((entry) => !(entry.split(': ')[1]! in devDependencies)),
    problems: problemsIn(files),
  });
  for (const { path, text } of code.filter(({ path }) => isWritten(path))) distinct.set(text, join(id, path));
}

describe('every combination', () => {
  it('is there: those of every use case, and as many as its options allow', () => {
    expect(new Set(projects().map(({ answers }) => answers.useCase))).toEqual(new Set(useCases.map(({ id }) => id)));
    expect(ids.filter((id) => id.startsWith('dynamodb-search+'))).toHaveLength(128);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('passes the type check', async () => {
    const { compilerOptions } = JSON.parse(textOf(built[0]!, 'tsconfig.json')) as { compilerOptions: object };
    const include = built.flatMap((id) =>
      ['contract', 'delivery', 'infra', 'processors', 'test', 'tools'].map((folder) => `${id}/${folder}`),
    );
    writeFileSync(join(matrixFolder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
    expect(await complaintsOf('typescript/bin/tsc', ['-p', '.'], matrixFolder)).toBe('');
  }, 600_000);

  it('passes its linter', async () => {
    // oxlint leaves out what git ignores, unless it is given file by file
    const files = built.flatMap((id) =>
      paths
        .get(id)!
        .filter(isWritten)
        .map((path) => join(id, path)),
    );
    expect(await complaintsOf('oxlint/bin/oxlint', ['--deny-warnings', ...files], matrixFolder)).toBe('');
  }, 600_000);

  it('is formatted', async () => {
    for (const [text, path] of distinct) {
      const file = join(matrixFolder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    expect(
      await complaintsOf(
        'prettier/bin/prettier.cjs',
        ['--check', '--log-level', 'warn', ...distinct.values()],
        matrixFolder,
      ),
    ).toBe('');
  }, 600_000);

  it.each(ids)('declares every package that it imports: %s', (id) => {
    const { imports, undeclared } = looked.get(id)!;
    expect(imports.length).toBeGreaterThan(20);
    expect(undeclared).toEqual([]);
  });

  it.each(ids)('has JSON and YAML that can be read, and links that lead somewhere: %s', (id) => {
    expect(looked.get(id)!.problems).toEqual([]);
  });

  it('synthesizes in both stages, and keeps every rule', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'synthesize.ts'),
        ...built.map((id) => join(matrixFolder, id)),
      ],
      { cwd: root, maxBuffer: 1e8, timeout },
    );
    const results = JSON.parse(stdout) as Synthesized[];
    expect(results.map(({ id, stage }) => `${id} ${stage}`)).toEqual(
      built.flatMap((id) => [`${id} dev`, `${id} prod`]),
    );
    expect(results.filter(({ findings }) => findings.length > 0)).toEqual([]);
    expect(results.filter(({ resources }) => resources < 15)).toEqual([]);
    for (const { id, stage, dashboards } of results)
      expect(dashboardsLinkedFrom(id).filter((name) => name.endsWith(stage))).toEqual(dashboards);
    for (const result of results) expectOfRoles(result);
    expect(results.filter(({ id }) => policyOf(id)?.permissionsBoundary)).not.toEqual([]);
  }, 600_000);
});

const answersOf = (id: string) => projects().find((project) => project.id === id)!.answers;
const policyOf = (id: string) => answersOf(id).policy;

/** Under the policy of an organisation every role has its boundary and its tags; without one, none has a boundary. */
function expectOfRoles({ id, stage, roles }: Synthesized): void {
  const { tags = {}, permissionsBoundary } = policyOf(id) ?? {};
  if (!permissionsBoundary) return expect(roles.filter(({ boundary }) => boundary)).toEqual([]);
  const answers: Record<string, unknown> = { ...answersOf(id), stage };
  // no tag of ours beside one of the organisation that is the same to IAM
  const expected = [
    ...Object.entries(tags).map(([key, { value, from }]) => `${key}=${value ?? String(answers[from!])}`),
    'project=sample-project',
    `stage=${stage}`,
  ];
  expect(roles.length).toBeGreaterThan(4);
  for (const role of roles) {
    expect(JSON.stringify(role.boundary)).toContain(`:policy/${permissionsBoundary}`);
    expect(role.tags.toSorted()).toEqual(expected.toSorted());
  }
}

describe('a field of the shipped contract', () => {
  it.each(
    testedUseCases.flatMap(({ id, ownContract }) => (ownContract === undefined ? [] : [[id, ownContract] as const])),
  )('is named nowhere in a project that has a contract of its own: %s', (useCase, project) => {
    const { shipped } = Object.values(useCases.find(({ id }) => id === useCase)!.events)[0]!;
    const { properties } = JSON.parse(
      readFileSync(join(root, 'templates', 'contracts', `${shipped}.schema.json`), 'utf8'),
    ) as { properties: object };
    // the words that are fields and nothing else
    const fields = Object.keys(properties).filter((field) => /[a-z][A-Z]/.test(field));
    const named = paths
      .get(project)!
      .filter((path) => /\.(ts|json|md|ya?ml|guard)$/.test(path))
      .flatMap((path) =>
        fields
          .filter((field) => new RegExp(`\\b${field}\\b`).test(textOf(project, path)))
          .map((field) => `${path}: ${field}`),
      );
    expect(fields.length).toBeGreaterThan(4);
    expect(named).toEqual([]);
  });
});

/** The names of the dashboards that the software catalog links to. */
const dashboardsLinkedFrom = (id: string): string[] =>
  [...textOf(id, 'catalog-info.yaml').matchAll(/#dashboards\/dashboard\/([\w-]+)/g)].map(([, name]) => name!);

function bareImports(source: string): string[] {
  const statements = source.matchAll(/^(?:import|export)\s(?:[\w\s{},*$]*\sfrom\s)?'([^']+)'|\bimport\(\s*'([^']+)'/gm);
  return (
    [...statements]
      .map(([, static_, dynamic]) => static_ ?? dynamic!)
      .filter((specifier) => !/^(\.|node:)/.test(specifier) && !builtinModules.includes(specifier))
      .map((specifier) =>
        specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/'),
      )
      // a package of types alone is imported under the name of what it types
      .map((name) => (name === 'aws-lambda' ? '@types/aws-lambda' : name))
  );
}
