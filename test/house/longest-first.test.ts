import { expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { useCases } from '../../generators/core/api.ts';

const { long, default: LongestFirst } = (await import('../longest-first.mjs')) as {
  long: readonly string[];
  default: new () => { sort(tests: readonly { path: string }[]): { path: string }[] };
};

it('names test files that exist', () => {
  const missing = long.filter((name) => !existsSync(join(import.meta.dirname, '..', `${name}.test.ts`)));
  expect(missing).toEqual([]);
});

it('has a suite for each use case where it takes minutes', () => {
  const missing = useCases.flatMap(({ id }) =>
    [`installed/${id}`, `workshop/${id}`].filter((name) => !long.includes(name)),
  );
  expect(missing).toEqual([]);
});

it('begins the longest first, and leaves the others as they come', () => {
  const tests = ['/b.test.ts', `/${long[1]}.test.ts`, '/a.test.ts', `/${long[0]}.test.ts`].map((path) => ({ path }));
  expect(new LongestFirst().sort(tests).map(({ path }) => path)).toEqual([
    `/${long[0]}.test.ts`,
    `/${long[1]}.test.ts`,
    '/b.test.ts',
    '/a.test.ts',
  ]);
});
