import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { useCases } from '../../generators/core/api.ts';

/** What a linter cannot say about this repository. Import circles, layers and file lengths are rules in .oxlintrc.json. */
const root = join(import.meta.dirname, '..', '..');
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter(Boolean);
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** Most lines that a room may have in its own files, without the rooms below it. */
const caps: Record<string, number> = {
  'generators/core': 1500,
  'generators/core/docs': 200,
  'generators/core/options': 520,
  'generators/core/policy': 500,
  'generators/core/use-cases': 400,
  'generators/entrance/answers': 500,
  'generators/entrance/flags': 300,
  'generators/entrance/questions': 1000,
};

it.each(Object.entries(caps))('can read %s in one sitting', (room, cap) => {
  const inRoom = files.filter((file) => dirname(file) === room);
  expect(inRoom.length).toBeGreaterThan(0);
  expect(inRoom.reduce((lines, file) => lines + textOf(file).split('\n').length, 0)).toBeLessThan(cap);
});

const locks = files.filter((file) => /package-lock\.json(\.hbs)?$/.test(file));

it.each(locks)('asks the registry of whoever installs: no address in %s', (lock) => {
  expect(textOf(lock)).not.toMatch(/"resolved"|\.tgz/);
  expect(textOf(lock)).toContain('"integrity"');
});

it('has the locks of the repository, of the Node.js it brings, and of each use case', () => {
  const ofUseCases = useCases.flatMap(({ id, locks = [] }) =>
    locks.map(({ name }) => `templates/locks/${id}/${name}/package-lock.json.hbs`),
  );
  expect(locks.filter((lock) => lock.startsWith('templates/')).sort()).toEqual(ofUseCases.sort());
  expect(locks).toEqual(expect.arrayContaining(['package-lock.json', 'tools/node/package-lock.json']));
});
