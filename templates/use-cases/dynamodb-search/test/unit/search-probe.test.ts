import { describe, expect, it } from '@jest/globals';
import { queryOf, searchAnswer } from '../../delivery/search-probe.ts';

describe('the search on the page of a local run', () => {
  it.each([
    ['', ''],
    ['trail shoe', 'q=trail+shoe'],
    ['a=b', 'a=b'],
    ['filter.colour=red&pageSize=5', 'filter.colour=red&pageSize=5'],
    ['50 % = half', 'q=50+%25+%3D+half'],
  ])('takes words, or a whole query string: "%s"', (typed, query) => {
    expect(queryOf(typed)).toBe(query);
  });

  it('shows the items as rows', () => {
    const body = JSON.stringify({ total: 1200, items: [{ item: { id: 'a' } }, { item: { id: 'b' } }] });
    expect(searchAnswer({ status: 200, body })).toEqual({
      summary: '1,200 results',
      failed: false,
      rows: [{ id: 'a' }, { id: 'b' }],
      raw: JSON.parse(body) as unknown,
    });
    expect(searchAnswer({ status: 200, body: '{"total":1,"items":[]}' }).summary).toBe('1 result');
  });

  it('says which status the API returned', () => {
    const answer = searchAnswer({ status: 400, body: '{"message":"pageSize: expected at most 100"}' });
    expect(answer).toMatchObject({ summary: 'The search API returned status 400', failed: true, rows: [] });
    expect(answer.raw).toEqual({ message: 'pageSize: expected at most 100' });
  });
});
