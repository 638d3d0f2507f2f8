import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';
import { exactNumber } from '../../templates/project/processors/lib/exact-json.ts';
import { onlyEngine } from './only.ts';
import { searchOver, type Item, type Search } from './search-over.ts';

// Whatever somebody types is found, or refused with the reason: never an error of the engine's.

const folder = join(buildFolder, 'wild-searches');
const letters = 'abcdefghijklmnopqrst';
/** Words of which each is a misspelling of many others: long ones with two edits, short ones with one. */
const long = Array.from({ length: 300 }, (_, nth) => `garden${letters[nth % 20]}${letters[Math.floor(nth / 20)]}`);
const short = Array.from({ length: 300 }, (_, nth) => `ab${letters[nth % 20]}${letters[Math.floor(nth / 20)]}`);

const product = (nth: number, more: Item): Item => ({
  productId: `p${nth}`,
  title: `${long[nth % 300]} ${short[nth % 300]}`,
  description: `${long[(nth * 7) % 300]} ${short[(nth * 3) % 300]}`,
  brand: `${long[(nth * 11) % 300]} ${short[(nth * 13) % 300]}`,
  category: 'footwear',
  weightGrams: nth,
  price: nth / 2,
  inStock: nth % 2 === 0,
  releasedAt: '2026-01-01T10:00:00Z',
  ...more,
});
const named = [
  'Salt & Pepper mill',
  'caf\u00e9 table',
  'cafe\u0301 chair',
  'party \u{1f389}',
  'well-known 3.5',
  '東京',
];
const products = [
  ...named.map((title, nth) => product(nth, { title, brand: 'Oak & Iron' })),
  ...Array.from({ length: 300 }, (_, nth) => product(nth + 10, {})),
  product(400, { weightGrams: exactNumber('3804086584686624768') }),
];

let ask: Search;
beforeAll(async () => {
  assemble(folder, [{ id: 'product', answers: answersWith({}) }]);
  ask = await searchOver(join(folder, 'product'), products);
});

describe('a search of many words that are like one another', () => {
  it.each([1, 5, 6, 7, 8, 12, 20])('%d words', async (count) => {
    for (const words of [long, short])
      for (const separator of [' ', '-', ' & '])
        expect(await ask({ q: words.slice(0, count).join(separator), highlight: 'true' })).toMatchObject({
          status: 200,
        });
  });
});

/** Texts as people, programs and mistakes send them. */
const texts = [
  '"',
  '""',
  '\\',
  '*',
  '?',
  'a*',
  '(',
  'AND OR',
  '_',
  'a_b',
  '3.5',
  "o'neil",
  'a.b.c',
  'a,1,2',
  '%00',
  '\u0000',
  '\ud800',
  '\u{1f600}',
  '©',
  '™',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u{1f1e9}\u{1f1ea}',
  '#\ufe0f\u20e3',
  '→',
  '€',
  '\u0301',
  '\u200d',
  '\ufe0f',
  '\u00ad',
  'so\u00adft',
  'ß',
  '\ufb01',
  '\u2460',
  '²',
  '½',
  '\u2167',
  'İstanbul',
  '〇',
  ...[
    'x',
    'ä',
    '\u{10400}',
    '\u{20000}',
    '\u0e01',
    '한국어',
    'عربى',
    'ー',
    '々',
    '・',
    '\u{1f600}',
    'ab',
    'aก',
    '1½',
    'a\u02c5',
    'a-',
  ].flatMap((text) => [10, 120, 256, 500].map((most) => [...text.repeat(most)].slice(0, most).join(''))),
  ...[1000, 20, 21].map((count) => Array.from({ length: count }, () => 'a').join(' ')),
  'caf\u00e9-gr\u00f6\u00dfe-\u00e9-\u00f6-\u00fc '.repeat(20),
];

it('answers or refuses whatever is typed, and never fails', async () => {
  const failed: unknown[] = [];
  for (const q of texts)
    for (const path of ['/search', '/suggest']) {
      const { status, problems, refusal } = await ask({ q }, path);
      if (status !== 200 && !(status === 400 && problems.length > 0))
        failed.push([path, q.slice(0, 40), status, refusal]);
    }
  expect(failed).toEqual([]);
});

describe('words', () => {
  it.each(['Oak & Iron', 'Salt & Pepper', 'Salt - Pepper', 'mill / salt', 'pepper %'])(
    'find an item beside signs that hold nothing to look for: %s',
    async (q) => {
      expect((await ask({ q })).items.map(({ item }: { item: Item }) => item['productId'])).toContain('p0');
    },
  );

  it.each(['caf\u00e9', 'cafe\u0301'])('find either form of an accent: %j', async (q) => {
    expect((await ask({ q })).total).toBe(2);
    expect((await ask({ q }, '/suggest')).suggestions).toHaveLength(2);
  });

  it.each(['\u{1f389}', '東京', 'well-known'])('find %s', async (q) => {
    expect((await ask({ q })).total).toBe(1);
  });
});

describe('filters', () => {
  it('compare whole numbers with all their digits', async () => {
    expect((await ask('filter.weightGrams=3804086584686624768')).total).toBe(1);
    expect((await ask('filter.weightGrams=3804086584686624769')).total).toBe(0);
    expect((await ask('filter.weightGrams.from=3804086584686624768')).total).toBe(1);
    expect((await ask('filter.weightGrams.from=3804086584686624769')).total).toBe(0);
  });

  it.each([
    ...[
      '-9223372036854775808',
      '9223372036854775807',
      '9223372036854775808',
      '99999999999999999999',
      '1e300',
      '-0',
      '1.5',
    ].map((number) => `filter.weightGrams=${number}`),
    ...['1e308', '1e309', '-1e-400', '0.30000000000000000001', '0x10', '99999999999999999999'].map(
      (number) => `filter.price.from=${number}&filter.price=${number}`,
    ),
    ...[
      '2026-02-30',
      '2025-02-29',
      '2024-02-29',
      '0000-01-01',
      '9999-12-31',
      '2026-01-01T24:00:00Z',
      '2026-01-01T10:00:60Z',
    ].map((date) => `filter.releasedAt.from=${date}&filter.releasedAt=${date}`),
    ...['.123456789', '.1234567890', '%2B18:00', '%2B18:01', '-23:59', '-00:00', ''].map(
      (end) => `filter.releasedAt=2026-01-01T10:00:00${end}Z&filter.releasedAt.to=2026-01-01T10:00:00${end}`,
    ),
    Array.from({ length: 100 }, (_, nth) => `filter.releasedAt=2026-01-01T10:00:00.${nth}Z`).join('&'),
    `${Array.from({ length: 100 }, (_, nth) => `filter.releasedAt=2026-01-01T10:00:00.${nth}Z`).join('&')}&q=${long.slice(0, 20).join('+')}`,
    Array.from({ length: 100 }, (_, nth) => `filter.price=${nth}`).join('&'),
    `filter.brand=${'x'.repeat(500)}`,
    'filter.inStock=true&filter.inStock=false&facets=inStock',
    'filter.price.from=9&filter.price.to=3',
    `sort=${Array.from({ length: 200 }, () => '-title').join(',')}`,
  ])('answer, or are refused: %s', async (query) => {
    const { status, problems, refusal } = await ask(query);
    expect([refusal, status === 200 || problems.length > 0]).toEqual([undefined, true]);
  });
});

onlyEngine('asks the engine for no more than it takes, whatever the letters', async () => {
  const unlike: string[] = [];
  for (let first = 0x21; first < 0x20000; first += 307) {
    const signs = Array.from({ length: 40 }, (_, nth) => first + nth * 2).filter(
      (code) => code < 0xd800 || code > 0xdfff,
    );
    const q = signs.map((code) => `a${String.fromCodePoint(code)}`).join('');
    const { status, problems } = await ask({ q });
    if (status !== 200 && !(status === 400 && problems.length > 0)) unlike.push(q);
  }
  expect(unlike).toEqual([]);
});
