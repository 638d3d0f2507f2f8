import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useCases } from '../generators/core/api.ts';
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
  ...Object.assign({}, ...useCases.map(({ id }) => workshopPage(id))),
});

/** The page of a workshop has its reader generate a project of some name: from there on it is the project's own. */
function workshopPage(useCase: string): Record<string, string> {
  const path = `docs/workshops/${useCase}.md`;
  const command = new RegExp(`^npx generator-stream-pipeline (\\S+) --use-case ${useCase}\\b`, 'm');
  const [, name] = command.exec(readFileSync(join(root, path), 'utf8')) ?? [];
  if (name === undefined) throw new Error(`${path}: no line begins with ${command.source}`);
  return partly(path, 'workshop', workshopOf(useCase, name));
}

/** A page that is written by hand but for what lies between two marks. */
const partly = (path: string, mark: string, text: string): Record<string, string> => ({
  [path]: readFileSync(join(root, path), 'utf8').replace(
    new RegExp(`(<!-- ${mark} -->\\n)[^]*?(<!-- end -->)`),
    (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`,
  ),
});
