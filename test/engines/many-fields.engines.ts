import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import { bulkBody } from '../runtime/index-client.ts';
import { createWorld } from '../runtime/world.ts';
import { seededRandom } from '../../contract/seeded-random.ts';
import { emptyRealEngine } from './real-engine.ts';

// Contracts of many text fields, against what an engine refuses: 1,000 fields of an index, 1,024 clauses of a search.

type Json = ReturnType<typeof JSON.parse>;

const folder = join(buildFolder, 'many-fields');
const counts = [4, 300];
const items = 40;

/** Words that are misspellings of one another: each is looked for as many of them. */
const vocabulary = Array.from({ length: 400 }, (_, nth) => {
  const letters = 'abcdefghijklmnopqrst';
  return `garden${letters[nth % 20]}${letters[Math.floor(nth / 20)]}`;
});

const contractOf = (count: number) => ({
  title: 'Order',
  type: 'object',
  'x-stream-key': ['id'],
  properties: {
    id: { type: 'string' },
    total: { type: 'number' },
    ...Object.fromEntries(Array.from({ length: count }, (_, nth) => [`field_${nth}`, { type: 'string' }])),
  },
  required: ['id'],
});

beforeAll(() => {
  assemble(
    folder,
    counts.map((count) => ({ id: `${count}`, answers: answersWith({ contract: contractOf(count) }) })),
  );
});

const load = (count: number, path: string): Promise<Json> => import(join(folder, `${count}`, path));

/** The search API of a project over the engine, with items of ordinary words in its index. */
async function searchApi(count: number) {
  const { SearchApi } = await load(count, 'processors/search-api/search-api.ts');
  const { SearchClient } = await load(count, 'processors/lib/search/search-client.ts');
  const { systemClock } = await load(count, 'processors/lib/clock.ts');
  const { itemSearch } = await load(count, 'contract/derived/item-search.ts');
  const { indexDefinition } = await load(count, 'processors/index-setup/index-definition.ts');
  const real = emptyRealEngine();
  const { index } = createWorld({});
  const send = (method: string, target: string, body: string): { status: number; body: string } => {
    if (real) return real.send(method, target, body);
    const { pathname: path, searchParams } = new URL(target, 'http://localhost');
    return index.handle({ method, path, query: Object.fromEntries(searchParams), body }) as never;
  };
  const sent = (method: string, target: string, body: string) => {
    const answer = send(method, target, body);
    expect([target, answer.status, answer.status < 300 ? '' : answer.body]).toEqual([target, 200, '']);
  };
  sent('PUT', '/items', JSON.stringify(indexDefinition));
  sent('POST', '/items/_bulk', bulkBody(...Array.from({ length: items }, (_, nth) => document(count, nth)).flat()));
  sent('POST', '/items/_refresh', '');
  const fetch = async (url: string, { body }: { body: string }): Promise<Response> => {
    const answer = send('POST', new URL(url).pathname, body);
    return new Response(answer.body, { status: answer.status });
  };
  const api = new SearchApi(new SearchClient('http://engine', fetch, systemClock), 'items', itemSearch, systemClock);
  return async (query: Record<string, string> | [string, string][]): Promise<Json> => {
    const { status, body } = await api.handle('/search', new URLSearchParams(query));
    return { status, ...JSON.parse(body) };
  };
}

function document(count: number, nth: number): object[] {
  const random = seededRandom(`${nth}`);
  const word = () => vocabulary[Math.floor(random() * vocabulary.length)]!;
  const fields = Array.from({ length: count }, (_, at) => [`field_${at}`, `${word()} ${word()}`]);
  const item = { id: `o${nth}`, total: nth, ...Object.fromEntries(fields) };
  return [{ index: { _id: `o${nth}` } }, { ...item, stream: { version: 1, deleted: false } }];
}

const searches = [1, 2, 3, 5, 12, 20].map((words) => vocabulary.slice(0, words).join(' '));

describe.each(counts)('a contract of %d text fields', (count) => {
  let ask: Awaited<ReturnType<typeof searchApi>>;
  beforeAll(async () => {
    ask = await searchApi(count);
  });

  it('answers each search of up to 20 words, or says how many words there may be', async () => {
    const most = Math.min(20, Math.floor(1000 / count));
    for (const q of searches) {
      const words = q.split(' ').length;
      const { status, problems } = await ask({ q, highlight: String(words < 3) });
      expect([words, status, problems]).toEqual(
        words <= most ? [words, 200, undefined] : [words, 400, [`q: expected at most ${most} words${reason(count)}`]],
      );
    }
  });

  it('finds an item by a word of any of its fields, and by a misspelling', async () => {
    const [, item] = document(count, 7) as [object, Record<string, string>];
    const word = item[`field_${count - 1}`]!.split(' ')[0]!;
    expect((await ask({ q: word, 'filter.total': '7' })).items).toHaveLength(1);
    expect((await ask({ q: `${word}x` })).total).toBeGreaterThan(0);
  });

  it('answers searches of terms that are written as one word, and of many filters', async () => {
    const joined = await ask({ q: vocabulary.slice(0, 60).join('-').slice(0, 500) });
    expect(joined.status).toBe(count > 4 ? 400 : 200);
    const model = (await load(count, 'contract/derived/item-search.ts')).itemSearch;
    const filters = Object.keys(model.filters).map((field): [string, string] => [
      `filter.${field}`,
      field === 'total' ? '7' : 'x',
    ]);
    expect((await ask([...filters, ['q', vocabulary[0]!]])).status).toBe(200);
  });
});

const reason = (count: number): string => (count > 50 ? `: each is looked for in ${count} fields` : '');
