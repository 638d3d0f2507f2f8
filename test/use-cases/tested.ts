import type { Answers } from '../../generators/core/api.ts';
import type { Mistake } from '../../scripts/prove/mistake.ts';
import { accessLogs } from './access-logs/tested.ts';
import { clickstream } from './clickstream/tested.ts';
import { dynamodbSearch } from './dynamodb-search/tested.ts';
import { mskLakehouse } from './msk-lakehouse/tested.ts';

/** A project that tests are about. */
export interface TestedProject {
  /** Fit for a folder. */
  id: string;
  answers: Answers;
}

/** A project whose delivery tests have to notice mistakes, and none where there is none. */
export interface ProvenProject {
  /** Fit for a folder. */
  name: string;
  /** Beside the defaults of the use case. */
  answers: Readonly<Record<string, unknown>>;
  /** Mistakes that its processors are known to make: `npm run prove` plants them. */
  mistakes: readonly Mistake[];
  /** How many seeds a full run tries without a mistake, and with each of them. */
  full: { readonly clean: number; readonly perMutant: number };
}

/** What the suites need to know of a use case beside what the generator knows. */
export interface TestedUseCase {
  id: string;
  /** What stands for the text that a use case demands where one of its choices asks for it. */
  texts: Readonly<Record<string, string>>;
  /** Choices that change nothing of what other options make: they are not combined with those. */
  apart: readonly string[];
  /** Projects beside the combinations of its choices: around events of other people, under a policy, in known places. */
  projects(): readonly TestedProject[];
  /** The projects whose own tests run here, with what Jest is told. The project of the defaults runs where it is installed. */
  ownTests: readonly { readonly about: string; readonly project: string; readonly jest: readonly string[] }[];
  /** A project around an event of other people, where a use case takes one: no field of the shipped contract is named in it. */
  ownContract?: string;
  /** Answers that change the workflows. */
  workflows: readonly { readonly about: string; readonly answers: Readonly<Record<string, unknown>> }[];
  /** What `npm run prove` proves. */
  proven: readonly ProvenProject[];
}

/** Every use case, in the order of the generator. */
export const testedUseCases: readonly TestedUseCase[] = [dynamodbSearch, accessLogs, clickstream, mskLakehouse];
