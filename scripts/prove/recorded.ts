import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Count } from './score.ts';

/** What the last full `npm run prove` found for a project. */
export interface RecordedProof {
  /** Of what it covers: `digestOf`. */
  readonly digest: string;
  /** How many seeds without a mistake were tried, and on how many of them something was found all the same. */
  readonly clean: Count;
  /** The same for each planted mistake. */
  readonly mistakes: Readonly<Record<string, Count>>;
}

/** A project of a use case, by the names of both. */
export interface ProofOf {
  readonly useCase: string;
  readonly project: string;
}

const fileOf = ({ useCase, project }: ProofOf): string =>
  join(import.meta.dirname, '..', '..', 'test/use-cases', useCase, 'proofs', `${project}.json`);

/** Undefined where a project was never proven in full. */
export const recordedProof = (of: ProofOf): RecordedProof | undefined =>
  existsSync(fileOf(of)) ? (JSON.parse(readFileSync(fileOf(of), 'utf8')) as RecordedProof) : undefined;

export function recordProof(of: ProofOf, proof: RecordedProof): void {
  mkdirSync(dirname(fileOf(of)), { recursive: true });
  writeFileSync(fileOf(of), `${JSON.stringify(proof, null, 2)}\n`);
}
