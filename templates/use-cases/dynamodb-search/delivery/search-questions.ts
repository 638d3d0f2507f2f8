import { isDeepStrictEqual } from 'node:util';
import { searchLimits } from '../contract/search-limits.ts';
import type { SearchModel } from '../contract/search-model.ts';
import type { HeldDocument } from './index-document.ts';
import { nameOf, plainJson, type Plain } from './raw-change.ts';
import { SearchOracle, textsAt, type Asked, type Condition } from './search-oracle.ts';

/** A request to the search API, and what its answer has to be. */
export interface Question {
  /** For people. */
  what: string;
  path: 'search' | 'suggest';
  query: [string, string][];
  status: 200 | 400;
  /** What is wrong with the body of an answer, a sentence each. */
  problems(body: string): string[];
}

interface Found {
  total: unknown;
  items: { item: Plain; highlight?: Record<string, string[]> }[];
  facets: Record<string, { value: unknown; count: unknown }[]>;
  next: string | null;
}

const readFound = (body: string): Found => plainJson(body) as unknown as Found;

/**
 * What the search API is asked about the items of an index: with its default parameters, by every sort, by a filter of every
 * field, by words and by what somebody has typed so far, and what it has to refuse.
 */
export function* searchQuestions(
  model: SearchModel,
  documents: readonly Pick<HeldDocument, 'item' | 'indexed'>[],
): Iterable<Question> {
  // what is found goes by what is indexed; what is answered is the item
  const items = documents.map(({ indexed }) => indexed);
  const whole = new Map(documents.map(({ indexed, item }) => [indexed, item]));
  const oracle = new SearchOracle(model, items);
  const about = (asked: Asked) => search(model, oracle, asked, (indexed) => whole.get(indexed)!);
  yield about({ filters: [] });
  for (const field of Object.keys(model.sort))
    for (const descending of [false, true]) yield about({ filters: [], sort: { field, descending } });
  for (const field of Object.keys(model.filters))
    for (const conditions of filtersOf(model, items, field)) yield about({ filters: conditions });
  yield* wordQuestions(model, items);
  yield* suggestions(model, items);
  yield refusal('a page without items', [['pageSize', '0']]);
  yield refusal('a parameter that does not exist', [['unknown', 'x']]);
  yield refusal('a cursor of another search', [['cursor', '0123456789abcdef-1']]);
}

/** The next page of everything that the index has. */
export const everything = (cursor: string | null, pageSize: number): Question => ({
  what: 'a search for everything',
  path: 'search',
  query: [
    ['facets', 'none'],
    ['pageSize', String(pageSize)],
    ...(cursor === null ? [] : [['cursor', cursor] as [string, string]]),
  ],
  status: 200,
  problems: () => [],
});

/** The items of a page, and the cursor of the next one. */
export function pageOf(body: string): { items: Plain[]; next: string | null } {
  const { items, next } = readFound(body);
  return { items: items.map(({ item }) => item), next };
}

function search(model: SearchModel, oracle: SearchOracle, asked: Asked, whole: (indexed: Plain) => Plain): Question {
  const query = queryOf(asked);
  const what =
    query.length === 0 ? 'a search without parameters' : `the search ${new URLSearchParams(query).toString()}`;
  return {
    what,
    path: 'search',
    query,
    status: 200,
    problems: (body) => {
      const { total, items, facets } = readFound(body);
      const expected = oracle.found(asked).map(whole);
      const pageSize = searchLimits.pageSize.unasked;
      const names = items.map(({ item }) => nameOf(item));
      const held = new Map(expected.map((item) => [nameOf(item), item]));
      const inOrder = expected.slice(0, pageSize).map(nameOf);
      return [
        ...(String(total) === String(expected.length)
          ? []
          : [`${what} finds ${String(total)} items instead of ${expected.length}`]),
        ...(new Set(names).size === Math.min(expected.length, pageSize)
          ? []
          : [
              `${what} returns ${new Set(names).size} different items instead of ${Math.min(expected.length, pageSize)}`,
            ]),
        ...items
          .filter(({ item }) => !isDeepStrictEqual(item, held.get(nameOf(item))))
          .map(({ item }) => `${what} returns ${nameOf(item)}, which it should not, or not as the index holds it`),
        ...(asked.sort && !isDeepStrictEqual(names, inOrder) ? [`${what} returns items in another order`] : []),
        ...Object.keys(model.facets).flatMap((facet) => facetProblems(what, oracle, asked, facet, facets[facet])),
      ];
    },
  };
}

function facetProblems(
  what: string,
  oracle: SearchOracle,
  asked: Asked,
  facet: string,
  counted: Found['facets'][string] | undefined,
): string[] {
  if (counted === undefined) return [`${what} does not count the values of ${facet}`];
  const expected = oracle.counts(asked, facet);
  const wrong = counted.filter(
    ({ value, count }) =>
      typeof value !== oracle.answeredAs(facet) ||
      expected.get(oracle.value(String(value), facet)) !== Number(String(count)),
  );
  const most = Math.min(expected.size, searchLimits.facetValues);
  return [
    ...wrong.map(
      ({ value, count }) => `${what} counts ${String(value)} of ${facet} ${String(count)} times, which is wrong`,
    ),
    ...(counted.length === most ? [] : [`${what} counts ${counted.length} values of ${facet} instead of ${most}`]),
  ];
}

/** A value that an item has, a value and another one, and, of what can be ordered, ranges with and without a value. */
function filtersOf({ filters }: SearchModel, items: readonly Plain[], field: string): Condition[][] {
  const { type } = filters[field]!;
  const isAsked = (text: string) => text !== '' && text.length <= searchLimits.characters && isOfType(text, type);
  const texts = [...new Set(items.flatMap((item) => textsAt(item, field)).filter(isAsked))];
  const [one, other = one] = [texts[Math.floor((texts.length - 1) / 2)], texts.at(-1)];
  if (one === undefined || other === undefined) return [];
  const values: Condition[][] = [[{ field, anyOf: [one] }], [{ field, anyOf: [one, other] }]];
  if (type === 'keyword' || type === 'boolean') return values;
  return [
    ...values,
    [{ field, from: one }],
    [{ field, to: one }],
    [{ field, from: one, to: other }],
    [{ field, anyOf: [one, other], from: one }],
  ];
}

/** An item may hold in a field what the API takes for no value of it, such as the text "7" for a number. */
function isOfType(text: string, type: SearchModel['filters'][string]['type']): boolean {
  if (type === 'integer') return /^-?\d{1,18}$/.test(text);
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(text);
  // a bound that is a whole day begins or ends with it
  return type !== 'date' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text);
}

/** Each field that is searched for words, by the first word that an item has in it. */
function* wordQuestions(model: SearchModel, items: readonly Plain[]): Iterable<Question> {
  for (const field of model.text) {
    const [item, word] = withWord(items, field) ?? [];
    if (item === undefined || word === undefined) continue;
    const what = `a search for "${word}", which the ${field} of ${nameOf(item)} contains,`;
    const byKey = model.key.filter((name) => Object.hasOwn(model.filters, name));
    yield {
      what,
      path: 'search',
      query: [
        ['q', word],
        ['highlight', 'true'],
        ...byKey.map((name) => [`filter.${name}`, textsAt(item, name)[0]!] as [string, string]),
      ],
      status: 200,
      problems: (body) => {
        const { items: found } = readFound(body);
        if (found.length === 0) return [`${what} finds nothing`];
        const marked = found.some(({ highlight = {} }) =>
          Object.values(highlight)
            .flat()
            .some((text) => /<em>/.test(text)),
        );
        return marked ? [] : [`${what} marks no word`];
      },
    };
  }
}

function* suggestions({ suggest }: SearchModel, items: readonly Plain[]): Iterable<Question> {
  for (const field of suggest) {
    const [, word] = withWord(items, field) ?? [];
    if (word === undefined) continue;
    yield {
      what: `a suggestion for "${word}"`,
      path: 'suggest',
      query: [['q', word]],
      status: 200,
      problems: (body) =>
        (JSON.parse(body) as { suggestions: readonly unknown[] }).suggestions.length > 0
          ? []
          : [`no suggestion for "${word}", although the ${field} of an item contains it`],
    };
  }
}

/** Letters and digits that are a word of their own to the analyzer: 192.0.2.1 is one word, and does not contain 192. */
const wholeWord = /(?<![\p{L}\p{N}\p{M}_.,:;'’·])[\p{L}\p{N}]+(?![\p{L}\p{N}\p{M}_.,:;'’·])/u;

function withWord(items: readonly Plain[], field: string): [Plain, string] | undefined {
  for (const item of items)
    for (const text of textsAt(item, field)) {
      const word = wholeWord.exec(text)?.[0];
      if (word !== undefined && word.length <= 100) return [item, word];
    }
  return undefined;
}

const refusal = (what: string, query: Question['query']): Question => ({
  what: `a search for ${what}`,
  path: 'search',
  query,
  status: 400,
  problems: (body) =>
    ((JSON.parse(body) as { problems?: readonly unknown[] }).problems ?? []).length > 0
      ? []
      : [`a search for ${what} is refused without a reason`],
});

const queryOf = ({ filters, sort }: Asked): [string, string][] => [
  ...filters.flatMap(({ field, anyOf = [], from, to }): [string, string][] => [
    ...[...new Set(anyOf)].map((value): [string, string] => [`filter.${field}`, value]),
    ...(from === undefined ? [] : [[`filter.${field}.from`, from] as [string, string]]),
    ...(to === undefined ? [] : [[`filter.${field}.to`, to] as [string, string]]),
  ]),
  ...(sort ? [['sort', `${sort.descending ? '-' : ''}${sort.field}`] as [string, string]] : []),
];
