import { describe, expect, it } from '@jest/globals';
import { mapped } from './mapped.ts';
import { createWorld } from './world.ts';

/** Which of these data reach the function. */
async function passed(patterns: readonly (object | string)[], ...data: readonly string[]): Promise<string[]> {
  const world = createWorld({});
  for (const each of data) world.stream.put('p1', each);
  const seen: string[] = [];
  const Filters = patterns.map((each) => ({ Pattern: typeof each === 'string' ? each : JSON.stringify(each) }));
  const mapping = mapped(world, { FilterCriteria: { Filters } }, (records) => void seen.push(...records));
  await world.clock.run(mapping.idle());
  return seen;
}

describe('filters of records (Lambda guide, with-kinesis-filtering and invocation-eventfiltering)', () => {
  it('the key is `data`, compared with the JSON inside the record (recorded on AWS: test_kinesis_event_filtering_json_pattern)', async () => {
    const data = ['{"order":{"type":"buy"}}', '{"order":{"type":"sell"}}', '{"order":"buy"}'];
    expect(await passed([{ data: { order: { type: ['buy'] } } }], ...data)).toEqual([data[0]]);
  });

  it('drops a record that is no JSON', async () => {
    expect(await passed([{ data: { a: [{ exists: false }] } }], 'text', '{}')).toEqual(['{}']);
  });

  it('an order that no filter fits goes to nobody, and one that any of them fits goes', async () => {
    const data = ['{"a":1}', '{"a":2}', '{"a":3}'];
    expect(await passed([{ data: { a: [1] } }, { data: { a: [3] } }], ...data)).toEqual([data[0], data[2]]);
  });

  it('without a filter every record goes', async () => {
    expect(await passed([], 'text', '{}')).toEqual(['text', '{}']);
  });

  /** The table of comparison operators in the guide, and what was recorded. */
  it.each<[operator: string, rules: unknown[], fits: unknown[], not: unknown[]]>([
    ['Null', [null], [null], ['null', 0, undefined]],
    ['Empty', [''], [''], [' ', null]],
    ['Equals', ['a', 7], ['a', 7, ['b', 'a']], ['A', '7', {}]],
    ['Equals (ignore case)', [{ 'equals-ignore-case': 'Bo' }], ['bO'], ['b', 7]],
    ['Not', [{ 'anything-but': ['a'] }], ['b', 7], ['a', undefined]],
    [
      'Not, of a text: compares texts that are numbers (recorded: [numeric_filter])',
      [{ 'anything-but': '101' }],
      ['42'],
      ['101'],
    ],
    ['Numeric (equals)', [{ numeric: ['=', 100] }], [100, 1e2], ['100', 99]],
    ['Numeric (range)', [{ numeric: ['>', 10, '<=', 20] }], [11, 20], [10, 21]],
    ['Numeric never fits a text (recorded: [numeric_filter])', [{ numeric: ['>', 0] }], [1], ['42']],
    ['Exists', [{ exists: true }], [1, '', null], [undefined]],
    ['Does not exist', [{ exists: false }], [undefined], [1]],
    ['Begins with', [{ prefix: 'us-' }], ['us-east-1'], ['eu', 7]],
    ['Ends with', [{ suffix: '.png' }], ['a.png'], ['a.jpg']],
  ])('%s', async (_, rules, fits, not) => {
    const texts = (values: unknown[]) => values.map((value) => JSON.stringify({ v: value }));
    expect(await passed([{ data: { v: rules } }], ...texts(fits), ...texts(not))).toEqual(texts(fits));
  });

  it('And: several keys; Or (multiple fields): $or', async () => {
    const data = ['{"a":1,"b":2}', '{"a":1,"b":3}', '{"a":9,"b":2}'];
    expect(await passed([{ data: { a: [1], b: [2] } }], ...data)).toEqual([data[0]]);
    expect(await passed([{ data: { $or: [{ a: [1] }, { b: [2] }] } }], ...data)).toEqual(data);
    expect(await passed([{ data: { $or: [{ a: [9] }, { b: [3] }] } }], ...data)).toEqual([data[1], data[2]]);
  });

  it.each<[what: string, pattern: object | string]>([
    ['no JSON', 'a'],
    ['a text', '"a"'],
    ['an empty object', '{}'],
    ['a value that is no list', { data: { a: 'b' } }],
    ['an empty list', { data: { a: [] } }],
    ['an unknown operator', { data: { a: [{ matches: 'b' }] } }],
    ['two operators in one rule', { data: { a: [{ prefix: 'b', suffix: 'c' }] } }],
    ['a comparison without a number', { data: { a: [{ numeric: ['>', '1'] }] } }],
    ['a prefix that is no text', { data: { a: [{ prefix: 1 }] } }],
    ['a key other than data: "only support filtering on the data key"', { partitionKey: ['p1'] }],
  ])(
    '%s is refused: Invalid filter pattern definition (recorded on AWS: test_dynamodb_invalid_event_filter)',
    async (_, pattern) => {
      await expect(passed([pattern])).rejects.toThrow('Invalid filter pattern definition.');
    },
  );

  it('refuses more filters than Lambda has room for', async () => {
    await expect(passed(Array.from({ length: 11 }, () => ({ data: { a: [1] } })))).rejects.toThrow('accepts 1 to 10');
  });
});
