import { expect, it } from '@jest/globals';
import { stageToSeed } from '../../toolkit/seed/arguments.ts';
import type { Seeding } from '../../toolkit/seed/seeding.ts';

const plain: Seeding = { does: 'Writes.', seed: async () => 'Wrote.' };
const confirmed: Seeding = { ...plain, confirm: { option: 'existing', because: 'It may hold real items.' } };
const read = (argv: string[], seeding: Seeding) => stageToSeed(argv, seeding, ['dev', 'local'], 'local');

it.each([
  [['--stage', 'dev'], plain, 'dev'],
  [['--stage', 'dev', '--existing'], confirmed, 'dev'],
  [['--stage', 'local'], confirmed, 'local'],
])('takes %j', (argv, seeding, stage) => {
  expect(read(argv, seeding)).toBe(stage);
});

it.each([
  [[], plain, '--stage: expected dev or local\n\nnpm run seed -- --stage dev|local\n'],
  [['--stage', 'test'], plain, '--stage: expected dev or local, not "test"'],
  [['--stage', 'dev', '--existing'], plain, "Unknown option '--existing'"],
  [['dev'], plain, "Unexpected argument 'dev'"],
  [['--existing'], confirmed, '--stage: expected dev or local\n\nnpm run seed -- --stage dev|local --existing\n'],
  [['--stage', 'dev'], confirmed, '--existing is missing. It may hold real items. Add --existing to confirm this'],
])('refuses %j', (argv, seeding, problem) => {
  expect(() => read(argv, seeding)).toThrow(problem);
});
