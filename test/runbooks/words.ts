import { isWordOfAws } from './commands/aws.ts';
import { isOptionOfCdk } from './commands/cdk.ts';
import { isCommand } from './commands/recorded.ts';
import type { Page, Word } from './page.ts';
import type { Project } from './project.ts';
import { isQuery, isSql, problemOfQuery, problemOfSql, withSchemas } from './queries.ts';
import { fromElsewhere, metricsOfAccounts, messages } from './words-from-elsewhere.ts';

/** What is wrong with something that a page names: everything that it names has to be somewhere. */
export async function problemOfWord(word: Word, page: Page, project: Project): Promise<string | undefined> {
  return word.kind === 'emphasis' ? problemOfEmphasis(word, project) : await problemOfCode(word, page, project);
}

/** The words before a name say what it is: "Alarms *Failing* and *". */
const follows = (kind: string, mark: string): RegExp =>
  new RegExp(`\\b${kind},? (?:${mark}[^${mark}]+${mark}(?: of [^${mark}.:;]*)?(?:, and|,| and| or|:)? )*$`, 'i');

function problemOfEmphasis({ text, before }: Word, project: Project): string | undefined {
  if (follows('alarms?', '\\*').test(before)) return project.alarms.has(text) ? undefined : `no alarm ${text}`;
  if (/\bdashboard, row $/i.test(before))
    return project.rows.has(text) ? undefined : `the dashboard has no row ${text}`;
  if (/\bworkflow $/.test(before))
    return project.workflows.some(({ name }) => name === text) ? undefined : `no workflow ${text}`;
  return isKnown(text, project) ? undefined : `nothing is called ${text}`;
}

async function problemOfCode(word: Word, page: Page, project: Project): Promise<string | undefined> {
  const { text, before, after } = word;
  if (isCommand(text)) return undefined;
  if (/^\d{4}-…$/.test(text)) return problemOfMigration(Number.parseInt(text), project);
  if (isSql(text)) return problemOfSql(text, project);
  if (isQuery(text)) return problemOfQuery(text, project);
  if (follows('metrics?', '`').test(before))
    return project.metrics.has(text) || Object.hasOwn(metricsOfAccounts, text) ? undefined : `no metric ${text}`;
  if (follows('outputs?', '`').test(before))
    return project.outputs.has(text) || sourcesOf(project, ['infra/github-oidc']).includes(`'${text}'`)
      ? undefined
      : `the stack has no output ${text}`;
  const [, file] = /^(?:(?:, and|,| and| or) `\w+`)* in `([\w./-]+\.\w+)`/.exec(after) ?? [];
  if (file !== undefined && project.files.has(file))
    return new RegExp(`\\b${text}\\b`).test(project.text(file)) ? undefined : `${file} has no ${text}`;
  if (/^[\w.-]+(\/[\w.-]*)+$/.test(text) && [...project.files].some((path) => path === text || isBelow(path, text)))
    return undefined;
  if (/^[A-Z]+$/.test(text) && placeholdersOf(page, project).has(text)) return undefined;
  const [, option] = /^--([\w-]+)/.exec(text) ?? [];
  if (option !== undefined && (await isOptionOfCdk(option))) return undefined;
  return isKnown(text, project) || (await isWordOfAws(text)) ? undefined : `nothing has or says ${text}`;
}

/** A page that has its reader add migrations gives them the numbers after the last one. */
function problemOfMigration(number: number, project: Project): string | undefined {
  const ids = sourcesOf(project, ['processors/warehouse-migrations/']).matchAll(/id: '(\d{4})-/g);
  const last = Math.max(...[...ids].map(([, id]) => Number(id)));
  return number > last && number <= last + 2 ? undefined : `the last migration is ${last}`;
}

const isBelow = (path: string, folder: string): boolean => folder.endsWith('/') && path.startsWith(folder);

/** The words in capital letters that stand for a name: those that the list of pages explains, and those of the page itself. */
export const placeholdersOf = (page: Page, { pages }: Pick<Project, 'pages'>): Set<string> =>
  new Set(
    [page, ...pages.filter(({ path }) => path === 'docs/runbook/index.md')].flatMap(({ words }) =>
      words.filter(({ kind, text }) => kind === 'code' && /^[A-Z]+$/.test(text)).map(({ text }) => text),
    ),
  );

/** A message or a name of the project, "…" and "..." standing for anything; or of somebody else. */
function isKnown(text: string, project: Project): boolean {
  if (Object.hasOwn(fromElsewhere, text) || Object.hasOwn(messages, text)) return true;
  const said = sourcesOf(project, [
    'processors/',
    'infra/',
    'delivery/',
    'tools/',
    '.github/',
    '.stream-pipeline/toolkit/',
  ]);
  const isSaid = (piece: string) => said.includes(piece) || project.templates.includes(piece);
  const pieces = text
    .replace(/^--/, '')
    .replace(/-STAGE$/, '-dev')
    .replace(/\/STACK\//, `/${project.name}-dev/`)
    .split(/…|\.\.\./);
  return pieces.map((piece) => piece.trim()).every((piece) => isSaid(piece) || piece.split(/(?<=:) /).every(isSaid));
}

const read = new Map<string, string>();
function sourcesOf(project: Project, below: readonly string[]): string {
  const key = [project.folder, ...below].join(' ');
  const text =
    read.get(key) ??
    [...project.files]
      .filter((path) => below.some((folder) => path.startsWith(folder)) && /\.(ts|cjs|yml)$/.test(path))
      .map((path) => withSchemas(project.text(path)))
      .join('\n')
      // emphasis in messages for GitHub
      .replaceAll('**', '');
  read.set(key, text);
  return text;
}
