import { isDeepStrictEqual } from 'node:util';
import type { LocalStack, ProbeAnswer, SearchIndex } from '../.stream-pipeline/runtime/runtime.cjs';
import { itemName } from '../contract/derived/item.ts';
import { itemSearch } from '../contract/derived/item-search.ts';
import { searchLimits } from '../contract/search-limits.ts';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { nameOf, plainDocument, type Plain } from './raw-change.ts';

const second = 1000;
const pageSize = searchLimits.pageSize.most;
/** On the clock of the run: a search sees what was written when the engine refreshes, and a fault may refuse one now and then. */
const patience = 120 * second;
/** However slow this machine is. */
const fewestAttempts = 10;

/** The search API, as it is deployed and with its role. */
export const searchProbe = ({ find }: Place): Probe => ({
  id: 'search',
  title: 'Search',
  label: 'Words, or a query string such as q=shoe&pageSize=5',
  placeholder: 'Leave empty to find everything',
  action: 'Search',
  ask: async (stack, input) => searchAnswer(await stack.callApi(`${searchUrlOf(stack)}/search?${queryOf(input)}`)),
  problems: (stack) => searchProblems(stack, searchableItems(find('index'))),
});

/** What was typed as a query string of the API: words become `q`. */
export function queryOf(typed: string): string {
  if (/^[\w.]+=/.test(typed)) return typed;
  return typed === '' ? '' : new URLSearchParams({ q: typed }).toString();
}

/** The response of the API as the page shows it: its items are the rows. */
export function searchAnswer({ status, body }: { status: number; body: string }): ProbeAnswer {
  const raw = JSON.parse(body) as { total?: number; items?: readonly { item: Record<string, unknown> }[] };
  if (status !== 200) return { summary: `The search API returned status ${status}`, failed: true, rows: [], raw };
  const { total = 0, items = [] } = raw;
  return {
    summary: total === 1 ? '1 result' : `${total.toLocaleString('en')} results`,
    failed: false,
    rows: items.map(({ item }) => item),
    raw,
  };
}

/**
 * Whether the API finds what the index has and nothing that was removed: one search, and one suggestion where the contract has
 * something to complete.
 */
async function searchProblems(stack: LocalStack, items: ReadonlyMap<string, Plain>): Promise<string[]> {
  const { clock } = stack;
  const until = clock.now() + patience;
  let problems: string[] = [];
  for (let attempt = 1; attempt <= fewestAttempts || clock.now() < until; attempt++) {
    try {
      problems = [...(await searched(stack, items)), ...(await suggested(stack, items))];
      if (problems.length === 0) return [];
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      // what an answer was wrong about tells more
      if (problems.length === 0) problems = [error.message];
    }
    await clock.sleep(second);
  }
  return problems;
}

/** What the index has and does not call removed, without what it keeps in addition. */
function searchableItems(index: SearchIndex): Map<string, Plain> {
  const items = new Map<string, Plain>();
  for (const { source } of index.documents(itemName)) {
    const { stream, ...item } = plainDocument(source);
    const name = nameOf(item);
    if (name !== undefined && (stream as { deleted?: unknown } | undefined)?.deleted !== true) items.set(name, item);
  }
  return items;
}

const searchUrlOf = ({ outputs }: LocalStack): string => output(outputs, 'SearchUrl');

async function searched(stack: LocalStack, items: ReadonlyMap<string, Plain>): Promise<string[]> {
  const body = await ask(stack, 'a search for everything', 'search', { facets: 'none', pageSize: String(pageSize) });
  const answer = plainDocument(body) as { total: unknown; items: { item: Plain }[] };
  const found = answer.items.map(({ item }) => ({ item, name: nameOf(item) ?? '' }));
  const different = new Set(found.map(({ name }) => name)).size;
  const expected = Math.min(items.size, pageSize);
  return [
    ...(different === expected ? [] : [`a search page should hold ${expected} different items and holds ${different}`]),
    ...(String(answer.total) === String(items.size)
      ? []
      : [`a search for everything finds ${String(answer.total)} items, but the index holds ${items.size}`]),
    ...found
      .filter(({ item, name }) => !isDeepStrictEqual(item, items.get(name)))
      .map(({ name }) => `a search returns ${name}, but not as the index holds it`),
  ];
}

async function suggested(stack: LocalStack, items: ReadonlyMap<string, Plain>): Promise<string[]> {
  const [field] = itemSearch.suggest;
  if (field === undefined) return [];
  const texts = [...items.values()].map((item) => valueAt(item, field)).filter((value) => typeof value === 'string');
  const word = texts.map((text) => /[\p{L}\p{N}]+/u.exec(text)?.[0]).find((each) => each !== undefined);
  if (word === undefined) return [];
  const body = await ask(stack, `a suggestion for "${word}"`, 'suggest', { q: word });
  const { suggestions } = JSON.parse(body) as { suggestions: readonly unknown[] };
  return suggestions.length > 0 ? [] : [`no suggestion for "${word}", although the ${field} of an item contains it`];
}

class NotAnswered extends Error {}

async function ask(stack: LocalStack, what: string, path: string, parameters: Record<string, string>): Promise<string> {
  const { status, body } = await stack.callApi(
    `${searchUrlOf(stack)}/${path}?${new URLSearchParams(parameters).toString()}`,
  );
  if (status !== 200) throw new NotAnswered(`${what} returned status ${status}: ${body}`);
  return body;
}

const valueAt = (item: Plain, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Plain | undefined)?.[name], item);
