import { expect, it } from '@jest/globals';
import { readStage } from '../../tools/seed/arguments.ts';

it('takes a stage, and the word that the existing table is meant', () => {
  expect(readStage(['--stage', 'dev', '--existing'], ['dev', 'prod'])).toBe('dev');
});

it.each([
  [['--existing'], '--stage: expected dev or prod'],
  [['--stage', 'test', '--existing'], '--stage: expected dev or prod'],
  [['--stage', 'dev'], 'Add --existing to confirm this'],
])('refuses %j', (argv, problem) => {
  expect(() => readStage(argv, ['dev', 'prod'])).toThrow(problem);
});
