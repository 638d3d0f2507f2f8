import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allDerivedFiles, contractsOf } from './all-derived-files.ts';
import type { DerivedFile } from './derive.ts';

/** A file of contract/derived/ as the contract gives it, and whether the one in the project is another, or missing. */
export interface CheckedFile extends DerivedFile {
  stale: boolean;
}

/** Throws where the contract cannot be used. */
export const checkedFiles = (project: string, contracts = contractsOf(project)): CheckedFile[] =>
  allDerivedFiles(project, contracts).map(({ path, text }) => ({
    path,
    text,
    stale: readIfThere(join(project, path)) !== text,
  }));

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
