import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { packagesOfProject } from '../../generators/core/versions.ts';
import { useCaseIds } from '../../generators/core/use-cases.ts';
import { emitted } from '../../scripts/vendor-runtime/declaration-files.ts';
import { declarations, typesOfRuntime } from '../../scripts/vendor-runtime/declarations.ts';
import { runtimeWith } from '../../scripts/vendor-runtime/runtime-with.ts';
import { bundleFolder, bundlesOfEveryProject, runtimeFolder, runtimes } from '../../scripts/vendor-runtime.ts';

jest.setTimeout(60_000);

const root = join(import.meta.dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'vendored-'));
afterAll(() => rmSync(project, { recursive: true }));

const vendoredFolder = runtimeFolder('dynamodb-search');
const read = (name: string, folder = vendoredFolder) => readFileSync(join(folder, name), 'utf8');

it('is what the sources give, byte for byte (else: node scripts/vendor-runtime.ts)', async () => {
  const ofUseCases = await runtimes();
  expect([...ofUseCases.keys()]).toEqual(useCaseIds());
  const all = [
    ...[...ofUseCases].map(([useCase, files]) => [runtimeFolder(useCase), files] as const),
    ...[...(await bundlesOfEveryProject())].map(([name, files]) => [bundleFolder(name), files] as const),
  ];
  for (const [folder, expected] of all) {
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [name, contents] of Object.entries(expected))
      expect(read(name, folder) === contents ? name : `stale: ${name}`).toBe(name);
  }
});

it('carries the version of this package and the checksum of the bundle', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const sha256 = createHash('sha256').update(read('runtime.cjs')).digest('hex');
  expect(JSON.parse(read('runtime.json'))).toMatchObject({ version, sha256 });
});

it('needs nothing but Node, and DuckDB where there is a warehouse, and names no folder of the machine that built it', () => {
  const required = [...read('runtime.cjs').matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name!);
  expect(required.length).toBeGreaterThan(0);
  expect(required.filter((name) => !name.startsWith('node:'))).toEqual(['@duckdb/node-api']);
  expect(read('runtime.cjs')).not.toContain(root);
});

it('is imported by name from an ES module, and runs', () => {
  const script = `
    import { createClock, createFaults, createIndex, defaultFaults, indexSettings } from ${JSON.stringify(join(vendoredFolder, 'runtime.cjs'))};
    const clock = createClock(0);
    const faults = createFaults({ seed: 1, clock, rules: defaultFaults, outages: [] });
    const index = createIndex({ settings: indexSettings.domain, clock, faults });
    await clock.advance(86_400_000);
    console.log(clock.now(), index.handle({ method: 'PUT', path: '/products', query: {}, body: '' }).status);
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(output).toBe('86400000 200\n');
});

/** Compiles against the declarations in the folder of the project, and gives what the compiler says. */
function compiled(use: string, declarations = ['runtime.d.cts']): string {
  writeFileSync(join(project, 'use.ts'), use);
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        module: 'nodenext',
        target: 'es2022',
        lib: ['es2022'],
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
      files: ['use.ts', ...declarations],
    }),
  );
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
    encoding: 'utf8',
  });
  return stdout;
}

it('brings types that stand alone', () => {
  for (const name of ['runtime.cjs', 'runtime.d.cts']) copyFileSync(join(vendoredFolder, name), join(project, name));
  const use = `
    import { createClock, defaultFaults, startStreamMapping } from './runtime.cjs';
    import type { Fate, LocalStack, StreamMappingOptions, Table } from './runtime.cjs';
    export const now: number = createClock(0).now();
    export const start = (options: StreamMappingOptions): Promise<void> => startStreamMapping(options).idle();
    export const table = (stack: LocalStack): Table => stack.find('table', 'items');
    export const rate: number = defaultFaults['index.item-429'].rate;
    // @ts-expect-error: there is no such fate
    export const fate: Fate = { fate: 'forgotten' };
    // @ts-expect-error: there is no such kind
    export const lake = (stack: LocalStack) => stack.find('lake');
    // @ts-expect-error: there is no such fault
    export const none = defaultFaults['index.item-492'];
  `;
  expect(compiled(use)).toBe('');
});

describe('a bundle with few services', () => {
  const few = ['cdk', 'iam', 's3'];

  beforeAll(async () => {
    writeFileSync(join(project, 'runtime.cjs'), await runtimeWith(few, '// few'));
    writeFileSync(join(project, 'runtime.d.cts'), declarations(emitted(typesOfRuntime), few));
  });

  it('has nothing of the others', () => {
    const bundle = readFileSync(join(project, 'runtime.cjs'), 'utf8');
    expect(bundle.length).toBeLessThan(read('runtime.cjs').length / 2);
    for (const foreign of ['createIndex', 'createTable', 'point_in_time', 'shardId-'])
      expect(bundle).not.toContain(foreign);
    const types = readFileSync(join(project, 'runtime.d.cts'), 'utf8');
    for (const foreign of ['createIndex', 'ChangeCapture', 'index.reset-before']) expect(types).not.toContain(foreign);
  });

  it('has types that stand alone, for its services only', () => {
    const use = `
      import { createObjects, noFaults, type LocalStack, type ObjectStore } from './runtime.cjs';
      export const create: typeof createObjects = createObjects;
      export const store = (stack: LocalStack): ObjectStore => stack.find('bucket');
      export const rate: number = noFaults['objects.put-failed'].rate;
      // @ts-expect-error: the bundle has no tables
      export const table = (stack: LocalStack) => stack.find('table');
    `;
    expect(compiled(use)).toBe('');
  });

  it('says which service a template needs that it was made without', () => {
    const write = (name: string, content: object) => writeFileSync(join(project, name), JSON.stringify(content));
    write('shop.template.json', {
      Resources: {
        Table: { Type: 'AWS::DynamoDB::Table' },
        Store: { Type: 'AWS::S3::Bucket' },
        Job: { Type: 'AWS::Batch::JobDefinition' },
      },
    });
    write('manifest.json', { artifacts: {} });
    write('shop.assets.json', { files: {} });
    const script = `
      import { createRequire } from 'node:module';
      import { noFaults, startLocalStack } from './runtime.cjs';
      const stack = await startLocalStack({
        assembly: '.', stackName: 'shop', existingTables: () => [], failureStores: () => [], sinks: () => [], seed: 1,
        rules: noFaults, outages: () => [], speed: 1, journal: './journal', resume: false, settings: {},
        refused: () => undefined, measures: { dropped: [], lag: [] },
      });
      const { DynamoDBClient, ListTablesCommand } = createRequire(${JSON.stringify(import.meta.filename)})('@aws-sdk/client-dynamodb');
      Object.assign(process.env, stack.environment);
      const answer = await new DynamoDBClient().send(new ListTablesCommand()).catch((error) => error.message);
      console.log(JSON.stringify({ notModelled: stack.notModelled, answer }));
      await stack.stop();
    `;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: project,
      encoding: 'utf8',
    });
    const { notModelled, answer } = JSON.parse(output) as { notModelled: string[]; answer: string };
    expect(notModelled).toEqual([
      'AWS::DynamoDB::Table (Table): the local runtime of this project was made without the service dynamodb',
      'AWS::Batch::JobDefinition (Job)',
    ]);
    expect(answer).toContain("this project's runtime was made without the service dynamodb");
  });
});

describe('the toolkit', () => {
  const folder = bundleFolder('toolkit');
  const bundle = read('toolkit.cjs', folder);
  const types = read('toolkit.d.cts', folder);

  it('carries the version of this package and the checksum of the bundle', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const sha256 = createHash('sha256').update(bundle).digest('hex');
    expect(JSON.parse(read('toolkit.json', folder))).toEqual({ version, sha256 });
  });

  it('needs Node, the runtime beside it, and packages of every project', () => {
    const required = [...bundle.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name!);
    const foreign = new Set(required.filter((name) => !name.startsWith('node:')));
    expect([...foreign].toSorted()).toEqual(['../runtime/runtime.cjs', '@aws-sdk/client-cloudformation']);
    expect(packagesOfProject).toContain('@aws-sdk/client-cloudformation');
    expect(bundle).not.toContain(root);
  });

  it('exports what its types declare, and nothing else', () => {
    const declared = [...types.matchAll(/^export declare (?:abstract )?(?:const|function|class) (\w+)/gm)].map(
      ([, name]) => name!,
    );
    const [, exported] = /^0 && \(module\.exports = \{([^}]*)\}\);$/m.exec(bundle)!;
    expect(exported!.match(/\w+/g)!.toSorted()).toEqual(declared.toSorted());
  });

  it('takes of the runtime only what the runtime has', () => {
    const taken = [...bundle.matchAll(/\bimport_door\d*\.(\w+)/g)].map(([, name]) => name!);
    const [, exported] = /^0 && \(module\.exports = \{([^}]*)\}\);$/m.exec(read('runtime.cjs'))!;
    expect(taken).toContain('startLocalStack');
    expect(exported!.match(/\w+/g)).toEqual(expect.arrayContaining(taken));
  });

  it('brings types that stand alone, beside those of the runtime', () => {
    for (const [name, from] of [
      ['runtime', vendoredFolder],
      ['toolkit', folder],
    ] as const) {
      mkdirSync(join(project, name), { recursive: true });
      for (const file of [`${name}.cjs`, `${name}.d.cts`]) copyFileSync(join(from, file), join(project, name, file));
    }
    const use = `
      import { replay, seed, type FailureStores, type Project, type Seeding } from './toolkit/toolkit.cjs';
      interface Stage { name: 'dev' | 'prod'; keepsDays: number }
      export const project: Project<Stage> = { root: '.', name: 'shop', environments: { dev: {} }, stages: [{ name: 'dev', keepsDays: 1 }] };
      export const seeding: Seeding<{ keepsDays: number }> = { does: 'Seeds.', seed: async ({ settings }) => String(settings.keepsDays) };
      export const seeded = (): Promise<void> => seed(seeding, project);
      export const replayed = (stores: FailureStores): Promise<void> => replay(stores, project);
      const other: Seeding<{ keepsYears: number }> = { does: 'Seeds.', seed: async ({ settings }) => String(settings.keepsYears) };
      // @ts-expect-error: no stage says for how many years
      export const wrong = (): Promise<void> => seed(other, project);
    `;
    expect(compiled(use, ['toolkit/toolkit.d.cts'])).toBe('');
  });
});

describe('the deriver', () => {
  const folder = bundleFolder('contract');
  const bundle = read('deriver.cjs', folder);

  it('carries the version of this package and the checksum of the bundle', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const sha256 = createHash('sha256').update(bundle).digest('hex');
    expect(JSON.parse(read('deriver.json', folder))).toEqual({ version, sha256 });
  });

  it('needs nothing but Node', () => {
    const required = [...bundle.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name!);
    expect(required).toContain('node:fs');
    expect(required.filter((name) => !name.startsWith('node:'))).toEqual([]);
    expect(bundle).not.toContain(root);
  });

  it('brings types that stand alone', () => {
    for (const file of ['deriver.cjs', 'deriver.d.cts']) copyFileSync(join(folder, file), join(project, file));
    const use = `
      import { contractEvents, writeDerived, type CheckedFile } from './deriver.cjs';
      export const stale: CheckedFile[] = contractEvents('.').flatMap(({ files }) => files).filter((file) => file.stale);
      writeDerived('.', (line) => line.trim());
      // @ts-expect-error: it asks where to tell
      writeDerived('.');
    `;
    expect(compiled(use, ['deriver.d.cts'])).toBe('');
  });
});
