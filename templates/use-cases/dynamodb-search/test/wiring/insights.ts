import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'runbook');

/** The words of the pages for the log of a function, and the part of the stack that the function belongs to. */
const functions: Readonly<Record<string, string>> = {
  '`Canary`': 'Canary',
  'the index setup': 'IndexSetup',
  'the indexer': 'Indexer',
  'the migrations': 'Warehouse',
  'the purge': 'Purge',
  'the questions': 'Engine',
  'the refresh': 'WarehouseRefresh',
  'the retention': 'History',
  'the search API': 'Api',
  'the transform': 'HistoryTransform',
  'the writer': 'HistoryWriter',
};

/** The CloudWatch Logs Insights queries of the runbook: page, the part of the stack whose log it is about, and query. */
export function queriesOfRunbook(): [page: string, component: string, query: string][] {
  return readdirSync(folder).flatMap((page) => {
    const text = readFileSync(join(folder, page), 'utf8');
    return [...text.matchAll(/^ *```text\n *((?:filter|fields) [^`]*)```$/gm)].map(
      ({ index, 1: query }): [string, string, string] => [page, logOf(page, text.slice(0, index)), query!.trim()],
    );
  });
}

/** The log that a page has named last. */
function logOf(page: string, text: string): string {
  const named = [...text.matchAll(/\blog of (`Canary`|the index setup|the \w+(?: API)?)/g)].at(-1)?.[1];
  const component = named === undefined ? undefined : functions[named];
  if (component === undefined) throw new Error(`${page} does not say whose log a query is about: ${named}`);
  return component;
}

type Line = Record<string, unknown>;

/**
 * What a query finds in lines of logs: how many lines its filters take, and which of the fields that it names those lines lack. Knows
 * the part of the language that the runbook uses (CloudWatch Logs guide, "CloudWatch Logs Insights language query syntax"), and throws
 * for anything else.
 */
export function run(query: string, lines: readonly Line[]): { found: number; missing: string[] } {
  const commands = query.split(/\s*\n?\|\s+/).map((command) => command.trim());
  const named = new Set<string>();
  const made = new Set<string>();
  let left = [...lines];
  for (const command of commands) {
    const [, verb, rest] = /^(\w+)\s+([^]+)$/.exec(command) ?? [];
    if (verb === 'filter') left = left.filter((line) => holds(rest!, line, named));
    else if (verb === 'fields' || verb === 'stats') for (const each of terms(rest!)) name(each, named, made);
    else if (verb === 'sort') {
      const [field] = rest!.split(/\s+/);
      if (!made.has(field!)) named.add(field!);
    } else if (verb !== 'limit') throw new Error(`Not a command of the runbook's queries: ${command}`);
  }
  if (left.length === 0) throw new Error(`The query finds nothing: ${query}`);
  const fields = [...named].filter((field) => !field.startsWith('@') && !made.has(field));
  return { found: left.length, missing: fields.filter((field) => left.some((line) => !(field in line))) };
}

/** `a = "b" and c in ["d", "e"]`; `or` binds less than `and`. */
function holds(condition: string, line: Line, named: Set<string>): boolean {
  const alternatives = condition
    .split(/\s+or\s+/)
    .map((all) => all.split(/\s+and\s+/).map((one) => holdsOne(one, line, named)));
  return alternatives.some((all) => all.every(Boolean));
}

function holdsOne(condition: string, line: Line, named: Set<string>): boolean {
  const [, field, operator, literal] = /^(@?[\w.]+)\s+(=|!=|>|in|like)\s+(.+)$/.exec(condition.trim()) ?? [];
  if (!field) throw new Error(`Not a condition of the runbook's queries: ${condition}`);
  named.add(field);
  const value = field === '@message' ? JSON.stringify(line) : line[field];
  if (operator === 'like') return new RegExp(literal!.slice(1, literal!.lastIndexOf('/'))).test(String(value));
  const wanted = JSON.parse(literal!) as unknown;
  if (operator === 'in') return (wanted as unknown[]).includes(value);
  if (operator === '>') return Number(value) > Number(wanted);
  return (value === wanted) === (operator === '=');
}

/** The parts between commas and after `by`, those in parentheses left whole. */
const terms = (text: string): string[] => text.split(/,(?![^(]*\))|\s+by\s+/).map((term) => term.trim());

/** Notes the fields of a term such as `latest(reason) as last`, and the name that it gets. */
function name(term: string, named: Set<string>, made: Set<string>): void {
  const [, what, alias] = /^(\S+?)(?:\s+as\s+(\w+))?$/.exec(term) ?? [];
  if (!what) throw new Error(`Not a term of the runbook's queries: ${term}`);
  if (alias) made.add(alias);
  const [, called, inner] = /^(\w+)\((.*)\)$/.exec(what) ?? [];
  if (called === undefined) named.add(what);
  else if (!['count', 'sum', 'max', 'min', 'latest', 'bin'].includes(called))
    throw new Error(`Not a function of the runbook's queries: ${called}`);
  else if (called !== 'bin' && inner !== '*') named.add(inner!);
}
