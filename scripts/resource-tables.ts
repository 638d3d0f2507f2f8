// npm run resource-tables: writes test/infra/resources/ of blocks and use cases from the stacks as they are now. Look at what changes:
// it is what the tests of every project expect from then on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { useCases } from '../generators/core/api.ts';
import { combinationsOf } from '../test/core/combinations.ts';
import { assemble, buildFolder } from '../test/matrix/assemble.ts';

type Table = Record<string, Record<string, unknown>>;

const root = join(import.meta.dirname, '..');
const folder = join(buildFolder, 'resource-tables');
/** Read in a project: prints the tables of its stages. */
const reading = `
import { bundleFunctions } from './infra/functions.ts';
import { namesOf, referenceTable } from './test/infra/reference-stage.ts';
bundleFunctions();
const stage = (name) => [name, referenceTable(name), namesOf(name)];
console.log(JSON.stringify(['dev', 'prod'].map(stage)));
`;

for (const useCase of useCases) {
  const read = combinationsOf(useCase).map((project) => {
    assemble(folder, [project]);
    const place = join(folder, project.id);
    writeFileSync(join(place, 'read.ts'), reading);
    const text = execFileSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), 'read.ts'], {
      cwd: place,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    console.error(`read ${project.id}`);
    return { blocks: useCase.blocks(project.answers as never), rows: rowsOf(JSON.parse(text) as Read) };
  });
  write(useCase.id, read);
}
rmSync(folder, { recursive: true, force: true });

type Read = ['dev' | 'prod', Table, Record<string, string>][];

/** Rows as text, with what is said of both stages, and names of the sample replaced. */
function rowsOf(read: Read): Map<string, unknown> {
  const stages = read.map(([name, table, names]) => [name, unnamed(table, names)] as const);
  const keys = new Set(stages.flatMap(([, table]) => Object.entries(table).flatMap(keysOf)));
  return new Map(
    [...keys].map((key) => {
      const [place, property] = JSON.parse(key) as [string, string];
      const values = stages.map(([name, table]) => [name, table[place]?.[property]] as const);
      const [first, ...others] = values.map(([, value]) => JSON.stringify(value));
      const same = others.every((other) => other === first);
      return [key, same ? values[0]![1] : Object.fromEntries(values.filter(([, value]) => value !== undefined))];
    }),
  );
}

function keysOf([place, rows]: [string, Record<string, unknown>]): string[] {
  return Object.keys(rows).map((property) => JSON.stringify([place, property]));
}

function unnamed(table: Table, names: Record<string, string>): Table {
  let text = JSON.stringify(table);
  for (const [name, value] of Object.entries(names))
    text = text.replaceAll(new RegExp(`(?<![A-Za-z])${value}(?![A-Za-z])`, 'g'), `<${name}>`);
  return JSON.parse(text) as Table;
}

/**
 * If every project has a row, the row goes to the use case. Otherwise it goes to the block whose projects have it: all projects of
 * the block, or all of those that have the resource.
 */
function write(useCase: string, read: { blocks: readonly string[]; rows: Map<string, unknown> }[]): void {
  const withRow = new Map<string, number[]>();
  const withPlace = new Map<string, Set<number>>();
  read.forEach(({ rows }, at) => {
    for (const [key, value] of rows) {
      const row = JSON.stringify([key, value]);
      withRow.set(row, [...(withRow.get(row) ?? []), at]);
      const [place] = JSON.parse(key) as [string, string];
      withPlace.set(place, (withPlace.get(place) ?? new Set()).add(at));
    }
  });
  const blocks = [...new Set(read.flatMap((each) => each.blocks))].map((block) => ({
    block,
    having: read.flatMap((each, at) => (each.blocks.includes(block) ? [at] : [])),
  }));
  const all = read.map((_, at) => at).join();
  const tables = new Map<string, Table>();
  const problems: string[] = [];
  for (const [row, at] of withRow) {
    const [key, value] = JSON.parse(row) as [string, unknown];
    const [place, property] = JSON.parse(key) as [string, string];
    const there = withPlace.get(place)!;
    const owner =
      blocks.find(({ having }) => having.join() === at.join()) ??
      blocks.find(({ having }) => having.filter((each) => there.has(each)).join() === at.join());
    if (owner === undefined) {
      problems.push(`${row} (projects ${at.join()})`);
      continue;
    }
    const file = at.join() === all ? `use-cases/${useCase}` : `blocks/${owner.block}`;
    const table = tables.get(file) ?? {};
    (table[place] ??= {})[property] = value;
    tables.set(file, table);
  }
  if (problems.length > 0) throw new Error(`Two choices together make rows:\n${problems.join('\n')}`);
  for (const [owner, table] of tables) {
    const path = join(root, 'templates', owner, 'test/infra/resources', `${owner.split('/')[1]}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(table, undefined, 2)}\n`);
    console.error(`written ${path.slice(root.length + 1)}`);
  }
}
