import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allDerivedFiles } from './all-derived-files.ts';

/** The files of contract/derived/ that are not what the contract gives. Throws where the contract cannot be used. */
export const staleFiles = (project: string): string[] =>
  allDerivedFiles(project)
    .filter(({ path, text }) => readIfThere(join(project, path)) !== text)
    .map(({ path }) => path);

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
