import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { useCases } from '../../generators/core/api.ts';
import { blockIds, blockOf } from '../../generators/core/block.ts';
import { templatesFolder } from '../../generators/core/package.ts';
import { targetPath } from '../../generators/core/target-path.ts';
import { packageNames, packagesOfProject } from '../../generators/core/versions.ts';
import { plan } from '../../generators/core/plan.ts';
import { combinations } from '../core/combinations.ts';
import { importsIn } from './imports.ts';

/** The files that every use case or a block of it brings, by which the frame that all projects share gets to what only this one is. */
const doors = [
  'infra/config.ts',
  'infra/pipeline-stack.ts',
  'delivery/pipeline.ts',
  'delivery/failure-stores.ts',
  'delivery/preflight.ts',
  'delivery/seeding.ts',
  'delivery/smoke-probe.ts',
];
/** What a project has from elsewhere: what is derived from its contract, and the vendored bundles. */
const isFromElsewhere = (path: string) =>
  /^(contract\/derived\/|contract\/index\.json$|\.stream-pipeline\/)/.test(path);

/** A file of a template, where it is in a project, and what it imports: files of the project, or packages. */
interface Source {
  layer: string;
  path: string;
  files: string[];
  packages: string[];
}

const sources = ['project', ...blockIds.map((id) => `blocks/${id}`), ...useCases.map(({ id }) => `use-cases/${id}`)]
  .flatMap((layer) => filesOf(layer))
  .filter(({ path }) => !isFromElsewhere(path));

function filesOf(layer: string): Source[] {
  const folder = join(templatesFolder, layer);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'block.json')
    .map((entry) => {
      const name = join(entry.parentPath, entry.name).slice(folder.length + 1);
      const path = targetPath(layer, name, {});
      const isCode = /\.(ts|mts|js|mjs|cjs)$/.test(path);
      const text = isCode ? readFileSync(join(folder, name), 'utf8') : '';
      const imports = importsIn(text);
      const packages = imports.filter((each) => /^(?!node:)[a-z@]/.test(each)).map(packageOf);
      const known = broughtWhereImported(text, path);
      const files = imports
        .filter((each) => each.startsWith('.'))
        .map((each) => normalize(join(path, '..', each)))
        .filter((each) => !known.includes(each));
      return { layer, path, files, packages };
    });
}

/** The files that a template imports only where the block is there that brings them. */
function broughtWhereImported(text: string, path: string): string[] {
  const parts = text.matchAll(/^\{\{#if blocks\.([\w-]+)\}\}\n((?:(?!\{\{(?:else|\/if)\}\})[^\n]*\n)*)/gm);
  return [...parts].flatMap(([, block, part]) =>
    importsIn(part!)
      .map((each) => normalize(join(path, '..', each)))
      .filter((each) => existsSync(join(templatesFolder, 'blocks', block!, each))),
  );
}

/** `aws-cdk-lib/aws-s3` -> `aws-cdk-lib`; of a package that is only types, the one that has them. */
function packageOf(name: string): string {
  const found = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
  return (packageNames as readonly string[]).includes(found) ? found : `@types/${found}`;
}

const layersWith = (path: string) => [
  ...new Set(sources.filter((source) => source.path === path).map(({ layer }) => layer)),
];
/** What a service gives to the code that it runs: AppSync to its handlers. No package has it. */
const givenByServices = ['@types/@aws-appsync/utils'];
const needsOf = (id: string): string[] => blockOf(id).needs.flat();

/** A block, and what it needs, directly or through others. */
function closureOf(id: string): Set<string> {
  const found = new Set<string>();
  const visit = (each: string) => {
    if (found.has(each)) return;
    found.add(each);
    needsOf(each).forEach(visit);
  };
  visit(id);
  return found;
}

/** Imports of a layer that lie outside of it, each with the layers that bring it. */
const foreign = (layer: string) =>
  sources
    .filter((source) => source.layer === layer)
    .flatMap(({ path, files }) => files.map((to) => ({ path, to, brought: layersWith(to) })))
    .filter(({ to, brought }) => !brought.includes(layer) && !isFromElsewhere(to));
const inWords = ({ path, to, brought }: ReturnType<typeof foreign>[number]) =>
  `${path} imports ${to} (${brought.join(', ') || 'which nothing brings'})`;

it('lets what every project has import no block, and of a use case its doors only', () => {
  const strangers = foreign('project').filter(({ to }) => !doors.includes(to));
  expect(strangers.map(inWords)).toEqual([]);
  const bringing = doors.map((door) => [door, layersWith(door)] as const);
  for (const { answers } of combinations()) {
    const { layers } = plan(answers);
    for (const [door, all] of bringing)
      expect([door, all.filter((layer) => layers.includes(layer)).length]).toEqual([door, 1]);
  }
});

describe.each(blockIds)('the block %s', (id) => {
  const imported = foreign(`blocks/${id}`).filter(({ brought }) => !brought.includes('project'));

  it('imports files of no use case, and only of blocks that it needs', () => {
    const needed = closureOf(id);
    const isNeeded = (layer: string) => layer.startsWith('blocks/') && needed.has(layer.slice('blocks/'.length));
    const strangers = imported.filter(({ brought }) => brought.length === 0 || !brought.every(isNeeded));
    expect(strangers.map(inWords)).toEqual([]);
  });

  it('needs no block whose files it does not import', () => {
    const used = new Set(imported.flatMap(({ brought }) => brought));
    expect(needsOf(id).filter((needed) => !used.has(`blocks/${needed}`))).toEqual([]);
  });

  it('names alternatives that bring each file that it imports of them', () => {
    for (const alternatives of blockOf(id).needs.filter((each) => Array.isArray(each)))
      for (const { path, to, brought } of imported)
        if (alternatives.some((each) => brought.includes(`blocks/${each}`)))
          expect([path, to, brought.toSorted()]).toEqual([
            path,
            to,
            alternatives.map((each) => `blocks/${each}`).sort(),
          ]);
  });

  it('says which packages its files import', () => {
    const used = new Set(sources.filter(({ layer }) => layer === `blocks/${id}`).flatMap(({ packages }) => packages));
    const given = [...packagesOfProject, ...givenByServices] as readonly string[];
    const more = [...used].filter((name) => !given.includes(name));
    expect(more.sort()).toEqual((blockOf(id).packages ?? []).toSorted());
  });
});

it.each(useCases.map(({ id, packages = [] }) => [id, packages] as const))(
  'the use case %s says which packages its own files import',
  (id, named) => {
    const used = new Set(
      sources.filter(({ layer }) => layer === `use-cases/${id}`).flatMap(({ packages }) => packages),
    );
    const more = [...used].filter((name) => !(packagesOfProject as readonly string[]).includes(name));
    expect(more.sort()).toEqual([...named].sort());
  },
);

it('lets what every project has import only packages of every project', () => {
  const used = sources.filter(({ layer }) => layer === 'project').flatMap(({ packages }) => packages);
  expect([...new Set(used)].filter((name) => !(packagesOfProject as readonly string[]).includes(name))).toEqual([]);
});

it('lets no template of every project ask which blocks there are', () => {
  const folder = join(templatesFolder, 'project');
  const asking = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.hbs') && /\bblocks\./.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(asking).toEqual([]);
});
