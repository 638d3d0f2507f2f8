import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importsIn } from './imports.ts';

/** Which rooms of contract/, generators/ and toolkit/ may import which. A room may always import itself and packages. */
const rooms: Record<string, readonly string[]> = {
  // the library of a project, which its code imports as well
  contract: ['templates/project/contract'],
  'generators/core': ['contract/door.ts', 'toolkit/architecture'],
  'generators/entrance': ['generators/core', 'bin'],
  'generators/cli': ['generators/entrance', 'generators/core', 'bin'],
  'generators/app': ['generators/entrance', 'generators/core', 'bin'],
  // what it takes of the runtime is in runtime.cjs: constructors of the door, and types
  toolkit: [
    'runtime/door.ts',
    'runtime/contracts',
    'runtime/view/state.ts',
    'runtime/services/fault-id.ts',
    'contract/seeded-random.ts',
  ],
};

const root = join(import.meta.dirname, '..', '..');
const filesIn = (room: string) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', room], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file.endsWith('.ts'));

it.each(Object.entries(rooms))('%s imports only %j', (room, allowed) => {
  const files = filesIn(room);
  expect(files.length).toBeGreaterThan(0);
  const isAllowed = (path: string) => [room, ...allowed].some((each) => path === each || path.startsWith(`${each}/`));
  const strangers = files.flatMap((file) =>
    importsIn(readFileSync(join(root, file), 'utf8'))
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(file), name))
      .filter((path) => !isAllowed(path))
      .map((path) => `${file} imports ${path}`),
  );
  expect(strangers).toEqual([]);
});

it('finds every way to write an import', () => {
  const text = [
    `import { a,\n  b } from './one.ts';`,
    `import type { C } from "./two.ts";`,
    `import './three.ts';`,
    `export { d } from './four.ts';`,
    `const e = await import('./five.ts');`,
    `type F = import('./six.ts').F;`,
  ].join('\n');
  expect(importsIn(text).sort()).toEqual(['five', 'four', 'one', 'six', 'three', 'two'].map((n) => `./${n}.ts`).sort());
});
