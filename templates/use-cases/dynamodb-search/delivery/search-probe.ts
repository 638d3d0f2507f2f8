import type { LocalStack, ProbeAnswer, SearchIndex } from '../.stream-pipeline/runtime/runtime.cjs';
import { itemName } from '../contract/derived/item.ts';
import { itemSearch } from '../contract/derived/item-search.ts';
import { searchLimits } from '../contract/search-limits.ts';
import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { heldDocument, type HeldDocument } from './index-document.ts';
import { nameOf } from './raw-change.ts';
import { everything, pageOf, searchQuestions, type Question } from './search-questions.ts';

const second = 1000;
/** On the clock of the run: a search sees what was written when the engine refreshes, and a fault may refuse one now and then. */
const patience = 120 * second;
/** However slow this machine is. */
const fewestAttempts = 10;
/** More of them would tell no more. */
const mostProblems = 10;

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

/** Whether the API answers about what the index has and nothing that was removed. */
async function searchProblems(stack: LocalStack, items: ReadonlyMap<string, HeldDocument>): Promise<string[]> {
  const asking = new Asking(stack);
  const problems = await everyItemOnce(asking, items);
  for (const question of searchQuestions(itemSearch, [...items.values()])) {
    if (problems.length >= mostProblems) break;
    problems.push(...(await asking.ask(question)).problems);
  }
  return problems.slice(0, mostProblems);
}

/** What the index has and does not call removed. */
function searchableItems(index: SearchIndex): Map<string, HeldDocument> {
  const items = new Map<string, HeldDocument>();
  for (const { source } of index.documents(itemName)) {
    const document = heldDocument(source);
    const name = nameOf(document.item);
    if (name !== undefined && !document.removed) items.set(name, document);
  }
  return items;
}

const searchUrlOf = ({ outputs }: LocalStack): string => output(outputs, 'SearchUrl');

/** Whether the pages of a search for everything hold each item once. */
async function everyItemOnce(asking: Asking, items: ReadonlyMap<string, HeldDocument>): Promise<string[]> {
  // several pages, however few items there are
  const pageSize = Math.min(searchLimits.pageSize.most, Math.max(1, Math.ceil(items.size / 3)));
  const names: (string | undefined)[] = [];
  let cursor: string | null = null;
  do {
    const { body, problems }: Answered = await asking.ask(everything(cursor, pageSize));
    if (body === undefined || problems.length > 0) return problems;
    const page = pageOf(body);
    names.push(...page.items.map(nameOf));
    cursor = page.items.length === 0 ? null : page.next;
  } while (cursor !== null);
  const expected = Math.min(items.size, searchLimits.results);
  const different = names.filter((name, nth) => items.has(name ?? '') && names.indexOf(name) === nth).length;
  return names.length === expected && different === expected
    ? []
    : [
        `the pages of a search for everything hold ${names.length} items, ${different} of them once each and in the index, ` +
          `instead of ${expected}`,
      ];
}

interface Answered {
  problems: string[];
  /** None where no answer had the status that it should. */
  body?: string;
}

/** Asks until an answer is right, for as long as the engine may take to show what was written and a fault may refuse. */
class Asking {
  readonly #stack: LocalStack;
  readonly #until: number;

  constructor(stack: LocalStack) {
    this.#stack = stack;
    this.#until = stack.clock.now() + patience;
  }

  async ask({ what, path, query, status, problems }: Question): Promise<Answered> {
    const { clock } = this.#stack;
    const parameters = new URLSearchParams(query).toString();
    let last: Answered = { problems: [] };
    for (let attempt = 1; attempt <= fewestAttempts || clock.now() < this.#until; attempt++) {
      const answer = await this.#stack.callApi(`${searchUrlOf(this.#stack)}/${path}?${parameters}`);
      if (answer.status === status) {
        last = { body: answer.body, problems: problems(answer.body) };
        if (last.problems.length === 0) return last;
      } else if (last.body === undefined) {
        // what an answer was wrong about tells more
        last = { problems: [`${what} returned status ${answer.status}: ${answer.body}`] };
      }
      await clock.sleep(second);
    }
    return last;
  }
}
