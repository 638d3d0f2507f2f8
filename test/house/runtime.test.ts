import { describe, expect, it } from '@jest/globals';
import * as registered from '../../runtime/services/registry.ts';
import { registry } from '../../runtime/services/registered.ts';
import { circlesIn, fileOf, runtimeFiles } from './runtime-files.ts';

const files = runtimeFiles();
const paths = new Set(files.map(({ path }) => path));

/** Which rooms of runtime/ may know which. */
const knows: Readonly<Record<string, readonly string[]>> = {
  // what a service offers to find, as types: the map of all of them is in services/kinds.ts
  types: ['contracts'],
  // the page says itself what it shows
  contracts: ['types', 'view'],
  template: ['contracts'],
  kernel: ['contracts', 'types', 'template'],
  ledger: ['contracts'],
  iam: ['contracts', 'template'],
  gateway: ['contracts'],
  view: ['contracts', 'gateway'],
  service: ['types', 'contracts', 'template', 'kernel', 'gateway'],
  registry: ['service', 'kernel'],
  local: ['contracts', 'template', 'kernel', 'iam', 'gateway'],
  door: ['contracts', 'kernel', 'ledger', 'gateway', 'local', 'service', 'registry', 'view'],
};

function roomOf(path: string): string {
  if (path === 'services/kinds.ts' || /^services\/[\w-]+\/types\.ts$/.test(path)) return 'types';
  if (!path.startsWith('services/')) return path.includes('/') ? path.split('/')[0]! : path.replace(/\.ts$/, '');
  return path.split('/').length === 2 ? 'registry' : 'service';
}

/** What one service may take of another, and why. Everything else goes through a contract. */
const between = new Map([
  [
    'services/dynamodbstreams/door.ts -> services/lambda/event-source-mapping.ts',
    'a mapping outside of a stack has both halves',
  ],
  [
    'services/dynamodbstreams/types.ts -> services/kinesis/types.ts',
    'a mapping has the same properties for both kinds of streams',
  ],
  ['services/kafka/door.ts -> services/lambda/event-source-mapping.ts', 'a mapping outside of a stack has both halves'],
  [
    'services/kinesis/door.ts -> services/lambda/event-source-mapping.ts',
    'a mapping outside of a stack has both halves',
  ],
  ['services/sqs/door.ts -> services/lambda/event-source-mapping.ts', 'a mapping outside of a stack has both halves'],
]);

/** A service that is a part of another one in all but its API: it may take whatever that has. */
const partOf: Readonly<Record<string, string>> = { dynamodbstreams: 'dynamodb' };

const serviceOf = (path: string): string | undefined => /^services\/([\w-]+)\//.exec(path)?.[1];

describe('the runtime', () => {
  it('has no circles of imports, those of types included', () => {
    expect(files.length).toBeGreaterThan(150);
    expect(circlesIn(files)).toEqual([]);
  });

  it('names only files that are there', () => {
    const missing = files.flatMap(({ path, imports }) =>
      imports.filter((target) => !paths.has(target)).map((target) => `${path} -> ${target}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no code in its contracts, nor in the types of services', () => {
    const places = files.filter(({ path }) => ['contracts', 'types'].includes(roomOf(path)));
    expect(places.length).toBeGreaterThan(15);
    expect(places.filter(({ code }) => code.length > 0)).toEqual([]);
  });

  it('has arrows that go one way, from room to room', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((target) => roomOf(target) !== roomOf(path) && !knows[roomOf(path)]?.includes(roomOf(target)))
        .map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has services that know each other only where that is named', () => {
    const arrows = files.flatMap(({ path, imports }) =>
      imports
        .filter((target) => serviceOf(path) && serviceOf(target) && serviceOf(path) !== serviceOf(target))
        .filter((target) => partOf[serviceOf(path)!] !== serviceOf(target))
        .map((target) => `${path} -> ${target}`),
    );
    expect(arrows).toEqual([...between.keys()]);
  });
});

describe('the registry', () => {
  it('has every service that has a folder, under the name of the folder', () => {
    const folders = [...new Set(files.flatMap(({ path }) => serviceOf(path) ?? []))];
    expect(Object.entries(registered).map(([name, { id }]) => [name, id])).toEqual(
      folders.toSorted().map((folder) => [folder, folder]),
    );
  });

  it('says of every type of resources what stands in for it, or where it is read', () => {
    const types = Object.entries(registry.resources);
    expect(types.length).toBeGreaterThan(40);
    for (const [type, known] of types)
      expect(`${type}: ${'standIn' in known ? known.standIn : known.readBy}`).toMatch(/: .{10,}/);
  });

  it('says where every fault and every metric is documented', () => {
    const metrics = registry.services.flatMap((service) => Object.values(service.metrics).flatMap(Object.values));
    const sources = [...Object.values(registry.faults), ...metrics].map(({ source }) => source as string);
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter((source) => source.length < 20)).toEqual([]);
  });
});

describe('the reader of imports', () => {
  const imports = (text: string) => fileOf('kernel/a.ts', text).imports;

  it.each([
    ['a value', "import { b } from './b.ts';"],
    ['a type', "import type { B } from './b.ts';"],
    ['a type among values', "import { type B } from './b.ts';"],
    ['what it exports again', "export * from './b.ts';"],
    ['a type that it exports again', "export type { B } from './b.ts';"],
    ['a type where it is used', "export const b: import('./b.ts').B = 1;"],
    ['what it loads later', "void import('./b.ts');"],
  ])('sees %s', (_, text) => {
    expect(imports(text)).toEqual(['kernel/b.ts']);
  });

  it('finds circles, also through types', () => {
    const files = [
      fileOf('kernel/a.ts', "import type { B } from '../contracts/b.ts';"),
      fileOf('contracts/b.ts', "export type { C } from './c.ts';"),
      fileOf('contracts/c.ts', "import { a } from '../kernel/a.ts'; export type C = typeof a;"),
    ];
    expect(circlesIn(files)).toEqual(['kernel/a.ts -> contracts/b.ts -> contracts/c.ts -> kernel/a.ts']);
    expect(circlesIn(files.slice(0, 2))).toEqual([]);
  });

  it.each([
    ["import { b } from './b.ts';", ['ImportDeclaration']],
    ['export const a = 1;', ['VariableDeclaration']],
    ['export interface A { a: number }\nexport type B = A;\ninterface C {}', []],
    ["import type { B } from './b.ts';", []],
  ])('tells code from types: %s', (text, code) => {
    expect(fileOf('contracts/a.ts', text).code).toHaveLength(code.length);
  });
});
