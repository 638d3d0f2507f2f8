import { createRequire } from 'node:module';
import { join } from 'node:path';

/** contract/search-limits.ts. */
export type SearchLimits = typeof import('../templates/project/contract/search-limits.ts');

/**
 * What targets go by that the code of a project goes by as well: files of contract/ that belong to the owner of the project, so
 * that code and derived files say the same after a change.
 */
export interface Library {
  searchLimits(): SearchLimits;
}

/** The library as it is in a project. A file is loaded when a target asks for it: a project has those of its targets only. */
export function libraryOf(project: string): Library {
  const load = createRequire(join(project, 'contract', 'index.json'));
  return { searchLimits: () => load('./search-limits.ts') as SearchLimits };
}
