import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a linter cannot say about this repository. Import circles, layers and file lengths are rules in .oxlintrc.json. */
const root = join(import.meta.dirname, '..', '..');
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter(Boolean);
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

it('has a core that can be read in one sitting', () => {
  const core = files.filter((file) => file.startsWith('generators/core/'));
  expect(core.length).toBeGreaterThan(10);
  expect(core.reduce((lines, file) => lines + textOf(file).split('\n').length, 0)).toBeLessThan(1520);
});

const locks = files.filter((file) => /package-lock\.json(\.hbs)?$/.test(file));

it.each(locks)('asks the registry of whoever installs: no address in %s', (lock) => {
  expect(textOf(lock)).not.toMatch(/"resolved"|\.tgz/);
  expect(textOf(lock)).toContain('"integrity"');
});

it('has the locks of the repository, of the Node.js it brings, and of each use case', () => {
  expect(locks).toEqual(
    expect.arrayContaining([
      'package-lock.json',
      'tools/node/package-lock.json',
      'templates/use-cases/dynamodb-search/package-lock.json.hbs',
    ]),
  );
});
