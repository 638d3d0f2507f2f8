import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Count } from './score.ts';

/** What the last full `npm run prove` found for a use case. */
export interface RecordedProof {
  /** Of what it covers: `digestOf`. */
  readonly digest: string;
  /** How many seeds without a mistake were tried, and on how many of them something was found all the same. */
  readonly clean: Count;
  /** The same for each planted mistake. */
  readonly mistakes: Readonly<Record<string, Count>>;
}

const fileOf = (useCase: string): string =>
  join(import.meta.dirname, '..', '..', 'test/use-cases', useCase, 'proof.json');

/** Undefined where a use case was never proven in full. */
export const recordedProof = (useCase: string): RecordedProof | undefined =>
  existsSync(fileOf(useCase)) ? (JSON.parse(readFileSync(fileOf(useCase), 'utf8')) as RecordedProof) : undefined;

export const recordProof = (useCase: string, proof: RecordedProof): void =>
  writeFileSync(fileOf(useCase), `${JSON.stringify(proof, null, 2)}\n`);
