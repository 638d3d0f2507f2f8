import './node-26.ts';
import { afterAll } from '@jest/globals';
import helpers from 'yeoman-test';
import App from '../../generators/app/index.ts';
import { temporaryFolder } from '../cli/command.ts';
import { meta } from './meta.ts';

// yeoman-test changes into the folder of each run; the next test file of this process must not be in one that is gone
const before = process.cwd();
afterAll(() => process.chdir(before));

export type Flags = Record<string, string | boolean | string[]>;
export interface Wish {
  name?: string;
  flags?: Flags;
  answers?: Flags;
  /** Answers to questions that are asked more than once, in turn. */
  inTurn?: Record<string, (string | string[])[]>;
  /** The folder that the user is in; an empty one where none is given. */
  cwd?: string;
}

/**
 * `yo stream-pipeline NAME FLAGS`, with somebody who answers; conflicts are asked about, as `yo` does. The use case is dynamodb-search
 * unless somebody answers that question.
 */
export const yo = ({ name, flags = {}, answers = {}, inTurn = {}, cwd = temporaryFolder() }: Wish) =>
  helpers
    .create(App as never, meta, { force: flags['force'] ?? false } as never)
    .cd(cwd)
    .withArguments(name === undefined ? [] : [name])
    .withOptions({
      force: false,
      ...('useCase' in answers ? {} : { 'use-case': 'dynamodb-search' }),
      ...flags,
    } as never)
    .withAnswers({ ...answers, ...firstOf(inTurn) }, {
      throwOnMissingAnswer: true,
      callback: (answer: unknown, { question: { name: asked } }: { question: { name: string } }) =>
        inTurn[asked]?.shift() ?? answer,
    } as never);

const firstOf = (inTurn: Record<string, (string | string[])[]>) =>
  Object.fromEntries(Object.entries(inTurn).map(([key, [first]]) => [key, first!]));

/** An answer to every question that differs from its default. */
export const existing = {
  table: 'existing',
  tableName: 'catalogue',
  search: 'domain',
  apiAuth: 'iam',
  ttlDeletes: 'keep',
  history: ['lake'],
};
