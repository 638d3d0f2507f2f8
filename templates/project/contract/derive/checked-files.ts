import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventsOf } from './events.ts';
import type { DerivedFile } from './target.ts';

/** A file of contract/derived/ as the contract gives it, and whether the one in the project is another, or missing. */
export interface CheckedFile extends DerivedFile {
  stale: boolean;
}

/** Throws where a contract cannot be used. */
export const checkedFiles = (project: string, events = eventsOf(project)): CheckedFile[] =>
  events
    .flatMap(({ files }) => files)
    .map(({ path, text }) => ({ path, text, stale: readIfThere(join(project, path)) !== text }));

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
