import { beforeAll, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';

const folder = join(buildFolder, 'vendored-deriver');
const project = join(folder, 'shop');
const definition = join(project, 'contract/derived/item-openapi.json');
const limits = join(project, 'contract/search-limits.ts');
const read = (file: string) => readFileSync(file, 'utf8');

beforeAll(() => {
  assemble(folder, [{ id: 'shop', answers: answersWith({}) }]);
});

function contract(): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', 'tools/contract.ts'], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

it('finds what the generator has derived up to date', () => {
  const { status, stdout, stderr } = contract();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n').filter((line) => line.includes('contract/derived/'))).toHaveLength(6);
  expect(stdout).not.toContain('written');
});

it('writes what is stale, and nothing else', () => {
  const before = read(definition);
  writeFileSync(definition, '{}');
  expect(contract().stdout.match(/^written .*$/gm)).toEqual(['written   contract/derived/item-openapi.json']);
  expect(read(definition)).toBe(before);
});

it('goes by the limits of the project', () => {
  const before = read(limits);
  writeFileSync(limits, before.replace('unasked: 20, most: 100', 'unasked: 20, most: 70'));
  expect(contract().stdout.match(/^written .*$/gm)).toEqual(['written   contract/derived/item-openapi.json']);
  const { paths } = JSON.parse(read(definition));
  expect(paths['/search'].get.parameters.find(({ name }: { name: string }) => name === 'pageSize').schema).toEqual({
    type: 'integer',
    minimum: 1,
    maximum: 70,
    default: 20,
  });
  writeFileSync(limits, before);
});
