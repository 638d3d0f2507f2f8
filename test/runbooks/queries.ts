import type { Project } from './project.ts';
import { fromElsewhere } from './words-from-elsewhere.ts';

/** A query of CloudWatch Logs Insights. */
export const isQuery = (text: string): boolean => /^(filter|fields|stats) \S/.test(text);

/** A statement for the query editor of the warehouse, or for Athena. */
export const isSql = (text: string): boolean => /^(SELECT|DELETE|REFRESH|ALTER|CREATE|DESCRIBE) /.test(text);

/**
 * What is wrong with a query of a log: it asks for a message that no function logs, or for a field that none has. Where a project has
 * a test that runs them on what its functions log, that one knows more.
 */
export function problemOfQuery(text: string, project: Project): string | undefined {
  // services log what their resources say
  const logged = sourcesBelow(project, 'processors/', 'infra/blocks/');
  const isLogged = (word: string) => new RegExp(`\\b${word}\\b`).test(logged);
  const messages = [...text.matchAll(/\bmessage (?:=|in \[) ?((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, list]) =>
    [...list!.matchAll(/"([^"]+)"/g)].map(([, message]) => message!),
  );
  const missing = messages.find((message) => !logged.includes(`'${message}'`));
  if (missing !== undefined) return `no function logs "${missing}"`;
  const outcome = [...text.matchAll(/\boutcome = "([^"]+)"/g)].find(([, value]) => !logged.includes(`'${value}'`));
  if (outcome) return `no function logs the outcome "${outcome[1]}"`;
  const made = [...text.matchAll(/ as (\w+)/g)].map(([, name]) => name!);
  const plain = text.replaceAll(/"[^"]*"|\/[^/]*\/|(?<= as )\w+/g, '');
  const fields = [...plain.matchAll(/(?<![@\w.])[a-z][a-zA-Z_]*\b(?!\()/g)].map(([field]) => field);
  const unknown = fields.filter(
    (field) => !ofInsights.has(field) && !ofLogger.has(field) && !made.includes(field) && !isLogged(field),
  );
  return unknown.length > 0 ? `no function logs the field ${unknown.join(', ')}` : undefined;
}

/** CloudWatch Logs guide, "CloudWatch Logs Insights language query syntax": commands and functions. */
const ofInsights = new Set(
  'filter fields stats sort limit by desc asc like and or not in as bin parse display dedup count sum max min avg latest h m d'.split(
    ' ',
  ),
);
/** Powertools for AWS Lambda, Logger: the keys of a line. */
const ofLogger = new Set(['level', 'message', 'timestamp', 'service', 'function_request_id']);

/** What is wrong with a statement: it names a table, a view or a schema that neither a migration makes nor AWS has. */
export function problemOfSql(text: string, project: Project): string | undefined {
  const sources = sourcesBelow(project, 'processors/', 'infra/', 'contract/');
  const names = [...text.matchAll(/\b(?:FROM|JOIN|VIEW|TABLE|DESCRIBE)\s+([a-z_][\w.]*)/g)].map(([, name]) => name!);
  const unknown = names.filter((name) => !Object.hasOwn(fromElsewhere, name) && !sources.includes(name));
  return unknown.length > 0 ? `no migration makes ${unknown.join(', ')}` : undefined;
}

const sourcesBelow = (project: Project, ...folders: readonly string[]): string =>
  [...project.files]
    .filter((path) => folders.some((folder) => path.startsWith(folder)) && /\.(ts|json)$/.test(path))
    .map((path) => withSchemas(project.text(path)))
    .join('\n');

/** Code names a schema by a constant of the same name: `${lakehouse}.events` is lakehouse.events. */
export const withSchemas = (code: string): string => code.replaceAll(/\$\{(\w+)\}\./g, '$1.');
