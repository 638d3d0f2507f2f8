import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A resource type, and what is done to a property of every resource of it, which a rule of policies/ has to see. */
export interface Mutant {
  rule: string;
  type: string;
  /** Only those resources of this part of the stack. */
  component?: string;
  path?: string;
  value?: unknown;
  remove?: string;
}

const folder = join(import.meta.dirname, 'mutants');

/** Those of every block that has rules, and of every project. */
export const mutants: readonly Mutant[] = readdirSync(folder)
  .toSorted()
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Mutant[]);

export const nameOf = ({ rule, type, path, value, remove }: Mutant): string =>
  `${rule} sees ${type} ${remove === undefined ? `with ${path} ${JSON.stringify(value)}` : `without ${remove}`}`;
