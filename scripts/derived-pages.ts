import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineTables } from './engine-tables.ts';
import { optionsPage } from './options-page.ts';

const root = join(import.meta.dirname, '..');
const localRun = 'docs/local-run.md';

/** The pages of docs/ that are made from the code, whole or in part, by path. */
export const derivedPages = (): Record<string, string> => ({
  'docs/reference/options.md': optionsPage(),
  [localRun]: withTables(readFileSync(join(root, localRun), 'utf8')),
});

/** The page with its tables between two marks as they should be. */
const withTables = (page: string): string =>
  page.replace(
    /(<!-- engines -->\n)[^]*?(<!-- end -->)/,
    (_, begin: string, end: string) => `${begin}\n${engineTables()}\n\n${end}`,
  );
