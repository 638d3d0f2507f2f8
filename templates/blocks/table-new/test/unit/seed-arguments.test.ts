import { expect, it } from '@jest/globals';
import { readStage } from '../../tools/seed/arguments.ts';

it('takes a stage', () => {
  expect(readStage(['--stage', 'dev'], ['dev', 'prod'])).toBe('dev');
});

it.each([
  [[], '--stage: expected dev or prod'],
  [['--stage', 'test'], '--stage: expected dev or prod'],
  [['--stgae', 'dev'], '--stgae'],
])('refuses %j', (argv, problem) => {
  expect(() => readStage(argv, ['dev', 'prod'])).toThrow(problem);
});
