import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { useCaseIds } from '../../generators/core/use-cases.ts';
import { vendoredFiles, vendoredFolder as folderOf } from '../../scripts/vendor-runtime.ts';

const root = join(import.meta.dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'vendored-'));
afterAll(() => rmSync(project, { recursive: true }));

const vendoredFolder = folderOf('dynamodb-search');
const read = (name: string, folder = vendoredFolder) => readFileSync(join(folder, name), 'utf8');

it('is what the sources give, byte for byte (else: node scripts/vendor-runtime.ts)', async () => {
  const all = await vendoredFiles();
  expect([...all.keys()]).toEqual(useCaseIds);
  for (const [useCase, expected] of all) {
    const folder = folderOf(useCase);
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

it('needs nothing but Node, and names no folder of the machine that built it', () => {
  const required = [...read('runtime.cjs').matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name!);
  expect(required.length).toBeGreaterThan(0);
  expect(required.filter((name) => !name.startsWith('node:'))).toEqual([]);
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

it('brings types that stand alone', () => {
  for (const name of ['runtime.cjs', 'runtime.d.cts']) copyFileSync(join(vendoredFolder, name), join(project, name));
  const use = `
    import { createClock, startStreamMapping, type Fate, type StreamMappingOptions } from './runtime.cjs';
    export const now: number = createClock(0).now();
    export const start = (options: StreamMappingOptions): Promise<void> => startStreamMapping(options).idle();
    // @ts-expect-error: there is no such fate
    export const fate: Fate = { fate: 'forgotten' };
  `;
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
      files: ['use.ts', 'runtime.d.cts'],
    }),
  );
  const compile = () =>
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
      encoding: 'utf8',
    });
  expect(compile()).toBe('');
});
