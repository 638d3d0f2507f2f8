import { beforeAll, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder } from '../../matrix/assemble.ts';
import { complaintsOf } from '../../matrix/complaints.ts';
import { problemsIn } from '../../matrix/file-problems.ts';
import type { Synthesized } from '../../matrix/synthesize.ts';

/** The bridge, the stream of click events and their contract, in projects that have nothing else: a use case that ships is to have more. */
jest.setTimeout(600_000);
const folder = join(buildFolder, 'clickstream');
let ids: string[];
const folderOf = (id: string): string => join(folder, id);
const node = (...args: string[]): string =>
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, NODE_OPTIONS: '' },
  });

beforeAll(() => {
  ids = JSON.parse(node(join(import.meta.dirname, 'make.ts'), folder)) as string[];
});

const filesOf = (id: string): string[] =>
  readdirSync(folderOf(id), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folderOf(id).length + 1))
    .filter((path) => !/^(dist|cdk\.out|\.local)\//.test(path));

it('has a project for each way to the brokers and to sign in', () => {
  expect(ids).toEqual([
    'clickstream+vpc+scram-512',
    'clickstream+vpc+mtls',
    'clickstream+public+scram-512',
    'clickstream+public+mtls',
  ]);
});

it('compiles, is linted and formatted, and has links that lead somewhere', async () => {
  for (const id of ids) {
    const code = filesOf(id).filter((path) => /\.(ts|mjs)$/.test(path) && !path.startsWith('.stream-pipeline/'));
    const written = code.filter((path) => !path.startsWith('contract/derived/'));
    expect(await complaintsOf('typescript/bin/tsc', ['-p', '.'], folderOf(id))).toBe('');
    expect(await complaintsOf('oxlint/bin/oxlint', ['--deny-warnings', ...written], folderOf(id))).toBe('');
    const check = ['--check', '--log-level', 'warn', ...written];
    expect(await complaintsOf('prettier/bin/prettier.cjs', check, folderOf(id))).toBe('');
    expect(filesOf(id).flatMap((path) => problemsIn(folderOf(id), path))).toEqual([]);
  }
});

it('synthesizes in both stages, and keeps every rule', () => {
  const results = JSON.parse(
    node(join(import.meta.dirname, '..', '..', 'matrix', 'synthesize.ts'), ...ids.map(folderOf)),
  ) as Synthesized[];
  expect(results).toHaveLength(8);
  expect(results.filter(({ findings }) => findings.length > 0)).toEqual([]);
});

it('passes its own tests', async () => {
  const [first, ...others] = ids.map(folderOf);
  expect(await complaintsOf('jest/bin/jest.js', ['--ci', '--silent'], first!)).toBe('');
  for (const each of others)
    expect(await complaintsOf('jest/bin/jest.js', ['--ci', '--silent', 'test/infra'], each)).toBe('');
});
