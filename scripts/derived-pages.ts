import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineTables } from './engine-tables.ts';
import { optionsPage } from './options-page.ts';
import { policyTable } from './policy-table.ts';
import { workshopOf } from './workshop-page.ts';

const root = join(import.meta.dirname, '..');

/** The pages of docs/ that are made from the code, whole or in part, by path. */
export const derivedPages = (): Record<string, string> => ({
  'docs/reference/options.md': optionsPage(),
  ...partly('docs/policy.md', 'rules', policyTable()),
  ...partly('docs/local-run.md', 'engines', engineTables()),
  ...partly('docs/workshops/dynamodb-search.md', 'workshop', workshopOf('dynamodb-search')),
});

/** A page that is written by hand but for what lies between two marks. */
const partly = (path: string, mark: string, text: string): Record<string, string> => ({
  [path]: readFileSync(join(root, path), 'utf8').replace(
    new RegExp(`(<!-- ${mark} -->\\n)[^]*?(<!-- end -->)`),
    (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`,
  ),
});
