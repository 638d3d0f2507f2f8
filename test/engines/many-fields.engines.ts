import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import { seededRandom } from '../../contract/seeded-random.ts';
import { searchOver, type Item, type Search } from './search-over.ts';

// Contracts of many text fields, against what an engine refuses: 1,000 fields of an index, 1,024 clauses of a search.

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

const project = (count: number): string => join(folder, `${count}`);

const searchApi = (count: number): Promise<Search> =>
  searchOver(
    project(count),
    Array.from({ length: items }, (_, nth) => document(count, nth)),
  );

function document(count: number, nth: number): Item {
  const random = seededRandom(`${nth}`);
  const word = () => vocabulary[Math.floor(random() * vocabulary.length)]!;
  const fields = Array.from({ length: count }, (_, at) => [`field_${at}`, `${word()} ${word()}`]);
  return { id: `o${nth}`, total: nth, ...Object.fromEntries(fields) };
}

const searches = [1, 2, 3, 5, 12, 20].map((words) => vocabulary.slice(0, words).join(' '));

describe.each(counts)('a contract of %d text fields', (count) => {
  let ask: Search;
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
    const word = String(document(count, 7)[`field_${count - 1}`]).split(' ')[0]!;
    expect((await ask({ q: word, 'filter.total': '7' })).items).toHaveLength(1);
    expect((await ask({ q: `${word}x` })).total).toBeGreaterThan(0);
  });

  it('answers searches of terms that are written as one word, and of many filters', async () => {
    const joined = await ask({ q: vocabulary.slice(0, 60).join('-').slice(0, 500) });
    expect(joined.status).toBe(count > 4 ? 400 : 200);
    const { itemSearch: model } = await import(join(project(count), 'contract/derived/item-search.ts'));
    const filters = Object.keys(model.filters).map((field): [string, string] => [
      `filter.${field}`,
      field === 'total' ? '7' : 'x',
    ]);
    expect((await ask([...filters, ['q', vocabulary[0]!]])).status).toBe(200);
  });
});

const reason = (count: number): string => (count > 50 ? `: each is looked for in ${count} fields` : '');
