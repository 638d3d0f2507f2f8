import { expect, it } from '@jest/globals';
import type { Answers } from '../../generators/core/api.ts';
import { covering } from './covering.ts';

/** All answers to three questions of three choices each, one of them a list. */
const projects = ['a', 'b', 'c'].flatMap((one) =>
  ['d', 'e', 'f'].flatMap((two) =>
    [['x'], ['y'], ['x', 'y']].map((three) => ({ answers: { one, two, three } as unknown as Answers })),
  ),
);
const answersOf = (chosen: typeof projects) =>
  chosen.map(({ answers }) => answers as unknown as { one: string; two: string; three: string[] });

it('makes every choice, in few projects', () => {
  const chosen = answersOf(covering(projects, 1));
  expect(new Set(chosen.map(({ one }) => one)).size).toBe(3);
  expect(new Set(chosen.map(({ two }) => two)).size).toBe(3);
  expect(new Set(chosen.flatMap(({ three }) => three as string[]))).toEqual(new Set(['x', 'y']));
  expect(chosen.length).toBe(3);
});

it('makes every two choices together, in far fewer projects than there are', () => {
  const chosen = answersOf(covering(projects, 2));
  const pairs = chosen.flatMap(({ one, two, three }) => [`${one}${two}`, ...three.map((x) => `${one}${x}`)]);
  expect(new Set(pairs).size).toBe(9 + 6);
  expect(chosen.length).toBeLessThan(12);
});
