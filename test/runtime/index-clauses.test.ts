import { describe, expect, it } from '@jest/globals';
import { bulkBody, clientOf } from './index-client.ts';
import { createWorld } from './world.ts';

// OpenSearch guide, search settings: indices.query.bool.max_clause_count, 1,024 unless it is set.

/** Words of which each is a misspelling of many others, in both text fields. */
const vocabulary = Array.from({ length: 120 }, (_, nth) => {
  const letters = 'abcdefghijklmnop';
  return `garden${letters[nth % 16]}${letters[Math.floor(nth / 16)]}`;
});

function shop() {
  const client = clientOf(createWorld({}));
  const properties = {
    name: { type: 'text' },
    text: { type: 'text' },
    colour: { type: 'keyword' },
    price: { type: 'double' },
    since: { type: 'date' },
  };
  client.put('/products', { mappings: { properties } });
  client.post(
    '/products/_bulk?refresh=true',
    bulkBody(
      ...vocabulary.flatMap((word, nth) => [
        { index: { _id: `p${nth}` } },
        { name: word, text: `${word} 🎉 東京`, colour: 'red', price: nth, since: '2026-01-01' },
      ]),
    ),
  );
  return (query: object) => {
    const { status, body } = client.post('/products/_search', { query });
    return [status, body.error?.root_cause[0].type ?? body.hits.total.value];
  };
}

const times = (count: number, clause: (nth: number) => object) =>
  Array.from({ length: count }, (_, nth) => clause(nth));
const words = (count: number) => vocabulary.slice(0, count).join(' ');
const anywhere = { fields: ['name', 'text'], operator: 'and' };
const days = (count: number) => times(count, (nth) => new Date(1_767_225_600_000 + nth * 60_000));

const bool = [400, 'query_shard_exception'];
const together = [500, 'too_many_nested_clauses'];
const found = [200, expect.any(Number)];

describe('the clauses of a query', () => {
  it.each<[string, object, unknown[]]>([
    ['1,024 of a bool', { bool: { filter: times(1024, (nth) => ({ term: { colour: `c${nth}` } })) } }, found],
    ['1,025 of a bool', { bool: { filter: times(1025, (nth) => ({ term: { colour: `c${nth}` } })) } }, bool],
    ['3,000 values of a keyword', { terms: { colour: times(3000, (nth) => String(nth) as never) } }, found],
    ['3,000 values of a number', { terms: { price: times(3000, (nth) => nth as never) } }, found],
    ['1,024 dates', { terms: { since: days(1024) } }, found],
    ['1,025 dates', { terms: { since: days(1025) } }, bool],
    [
      '512 words in two fields',
      { multi_match: { ...anywhere, query: times(512, (nth) => `w${nth}` as never).join(' ') } },
      found,
    ],
    [
      '513 words in two fields',
      { multi_match: { ...anywhere, query: times(513, (nth) => `w${nth}` as never).join(' ') } },
      together,
    ],
    [
      '10 words, 50 misspellings of each, in two fields',
      { multi_match: { ...anywhere, query: words(10), fuzziness: 'AUTO', max_expansions: 50 } },
      found,
    ],
    [
      '20 words, 50 misspellings of each, in two fields',
      { multi_match: { ...anywhere, query: words(20), fuzziness: 'AUTO', max_expansions: 50 } },
      together,
    ],
    [
      '20 words, 25 misspellings of each, in two fields',
      { multi_match: { ...anywhere, query: words(20), fuzziness: 'AUTO', max_expansions: 25 } },
      found,
    ],
    [
      'misspellings of words that nothing is like',
      { multi_match: { ...anywhere, query: times(60, (nth) => `zzz${nth}q` as never).join(' '), fuzziness: 'AUTO' } },
      found,
    ],
    ['the beginning of all words', { multi_match: { ...anywhere, query: 'g', type: 'bool_prefix' } }, found],
    [
      'many searches of words together',
      { bool: { must: times(60, (nth) => ({ match: { name: { query: vocabulary[nth], fuzziness: 'AUTO' } } })) } },
      together,
    ],
  ])('%s', (_what, query, answer) => {
    expect(shop()(query)).toEqual(answer);
  });
});

it.each(['🎉', '京', '東京'])('finds emoji and signs of Chinese one by one: %s', (query) => {
  expect(shop()({ match: { text: { query, operator: 'and' } } })).toEqual([200, vocabulary.length]);
});
