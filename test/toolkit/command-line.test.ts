import { expect, it } from '@jest/globals';
import { asksForHelp, readStage } from '../../toolkit/command-line.ts';

const json = { json: { type: 'boolean' } } as const;
const read = (argv: string[]) => readStage(argv, json, ['dev', 'local'], 'npm run thing -- --stage dev|local');

it('reads a stage and further options', () => {
  expect(read(['--stage', 'local', '--json'])).toEqual({ stage: 'local', json: true });
  expect(read(['--stage', 'dev'])).toEqual({ stage: 'dev' });
});

it.each([
  [[], '--stage: expected dev or local\n'],
  [['--stage', 'test'], '--stage: expected dev or local, not "test"\n'],
  [['--stage', 'dev', '--all'], "Unknown option '--all'"],
  [['dev'], "Unexpected argument 'dev'"],
])('%j is answered with the usage', (argv, problem) => {
  expect(() => read(argv)).toThrow(problem);
  expect(() => read(argv)).toThrow('npm run thing -- --stage dev|local');
});

it.each([
  [['--help'], true],
  [['--stage', 'dev', '-h'], true],
  [['--stage', 'dev'], false],
])('%j asks for help: %j', (argv, asks) => {
  expect(asksForHelp(argv)).toBe(asks);
});
