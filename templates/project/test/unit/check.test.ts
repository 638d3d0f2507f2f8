import { describe, expect, it } from '@jest/globals';
import * as check from '../../contract/check.ts';
import { formats, hasFormat } from '../../contract/formats.ts';

/** Each limit with the last value that it allows, the first that it does not, and what is said of that. */
const limits: [check.Check, unknown, unknown, string][] = [
  [check.string(), '', 7, 'expected text'],
  [check.string({ minLength: 2 }), 'ab', 'a', 'expected at least 2 characters'],
  [check.string({ minLength: 2 }), '🙂🙂', '🙂', 'expected at least 2 characters'],
  [check.string({ maxLength: 2 }), 'ab', 'abc', 'expected at most 2 characters'],
  [check.string({ maxLength: 2 }), '🙂🙂', '🙂🙂🙂', 'expected at most 2 characters'],
  [check.string({ values: ['a', 'b'] }), 'b', 'c', 'expected one of a, b'],
  [check.string({ pattern: /^a+$/ }), 'aa', 'ab', 'expected text that matches /^a+$/'],
  [check.string({ format: 'date' }), '2026-11-23', '2026-11-31', 'expected the format date'],
  [check.number(), 1.5, '1', 'expected a number'],
  [check.number(), 0, Number.NaN, 'expected a number'],
  [check.number({ integer: true }), 2, 2.5, 'expected a whole number'],
  [check.number({ values: [1, 2] }), 2, 3, 'expected one of 1, 2'],
  [check.number({ minimum: 1 }), 1, 0.9, 'expected at least 1'],
  [check.number({ maximum: 1 }), 1, 1.1, 'expected at most 1'],
  [check.number({ exclusiveMinimum: 1 }), 1.1, 1, 'expected more than 1'],
  [check.number({ exclusiveMaximum: 1 }), 0.9, 1, 'expected less than 1'],
  [check.number({ multipleOf: 0.01 }), 0.07, 0.075, 'expected a multiple of 0.01'],
  [check.boolean(), false, 'false', 'expected true or false'],
  [check.boolean({ values: [true] }), true, false, 'expected true'],
  [check.array(check.anything), [], {}, 'expected a list'],
  [check.array(check.anything, { minItems: 1 }), [0], [], 'expected at least 1 entries'],
  [check.array(check.anything, { maxItems: 1 }), [0], [0, 1], 'expected at most 1 entries'],
  [check.array(check.anything, { uniqueItems: true }), [{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 1 }], 'that all differ'],
  [check.object({}), {}, [], 'expected an object'],
  [check.object({}), { more: 1 }, null, 'expected an object'],
  [check.nullable(check.string()), null, 1, 'expected text'],
];

describe('a limit of the contract', () => {
  it.each(limits)('%#: allows what is on its edge, and nothing beyond', (allows, right, wrong, problem) => {
    expect(allows(right)).toEqual([]);
    expect(allows(wrong)).toHaveLength(1);
    expect(allows(wrong)[0]).toContain(problem);
  });

  it('holds for a number that only its digits hold exactly', () => {
    const digits = (rawJSON: string) => Object.assign(Object.create(null) as object, { rawJSON });
    expect(check.number({ maximum: 1e20 })(digits('99999999999999999999'))).toEqual([]);
    expect(check.number({ maximum: 1e20 })(digits('100000000000000000001e1'))).toHaveLength(1);
  });
});

describe('an object of the contract', () => {
  const ofItem = check.object(
    { id: check.required(check.string()), tags: check.optional(check.array(check.string())) },
    { closed: true },
  );

  it('is told with the paths of everything that is wrong with it, and with no value', () => {
    expect(ofItem({ tags: ['a', 1, 2], secret: 'x' })).toEqual([
      'secret: is not a field of the contract',
      'id: is missing',
      'tags[1]: expected text',
      'tags[2]: expected text',
    ]);
    expect(check.object({ inner: check.required(ofItem) })({ inner: { id: 1 } }, 'outer')).toEqual([
      'outer.inner.id: expected text',
    ]);
    expect(ofItem('text')).toEqual(['value: expected an object']);
  });

  it('may have more than the contract names, unless that says no', () => {
    expect(check.object({})({ more: 1 })).toEqual([]);
    expect(check.object({}, { closed: true })({ more: 1 })).toHaveLength(1);
  });

  it('does not have what every object inherits', () => {
    expect(check.object({ constructor: check.required(check.anything) })({})).toEqual(['constructor: is missing']);
  });
});

/** Of each format, texts that have it and texts that do not. */
const examples: Record<string, [string[], string[]]> = {
  date: [
    ['2026-11-23', '2024-02-29', '2000-02-29'],
    ['2026-02-29', '1900-02-29', '2026-13-01', '2026-1-1', '23.11.2026'],
  ],
  'date-time': [
    ['2026-11-23T10:00:00Z', '2026-11-23T23:59:59.123456789+18:00'],
    ['2026-11-23', '2026-11-23T24:00:00Z', '2026-11-23T10:00:60Z', '2026-11-23T10:00:00', '2026-02-30T10:00:00Z'],
  ],
  time: [
    ['10:00:00Z', '23:59:60.5+01:00'],
    ['10:00Z', '24:00:00Z'],
  ],
  email: [['a@b.c'], ['a b@c', 'ab', '@c']],
  uri: [
    ['urn:a', 'https://example.com/a?b'],
    ['/a', 'https://example.com/a b'],
  ],
  url: [['https://example.com'], ['example.com']],
  'uri-reference': [['/a', ''], ['/a b']],
  uuid: [
    ['3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    ['3f2504e04f8911d39a0c0305e82c3301', '3f2504e0-4f89-11d3-9a0c-0305e82c330g'],
  ],
  hostname: [
    ['a.example.com', 'a-b'],
    ['-a.com', 'a..b', 'a_b'],
  ],
  ipv4: [
    ['127.0.0.1', '255.255.255.255'],
    ['256.0.0.1', '1.2.3', '1.2.3.4.5', '1.2.3.'],
  ],
  ipv6: [
    ['::1', '2001:db8::ff00:42:8329'],
    ['127.0.0.1', '1::2::3', 'g::1'],
  ],
};

it('knows an example of every format', () => {
  expect(Object.keys(examples).toSorted()).toEqual([...formats].toSorted());
});

it.each(Object.entries(examples))('the format %s is seen', (format, [right, wrong]) => {
  expect(right.filter((text) => !hasFormat(format, text))).toEqual([]);
  expect(wrong.filter((text) => hasFormat(format, text))).toEqual([]);
});

it('takes a format that nobody knows for a remark', () => {
  expect(hasFormat('colour', 'red')).toBe(true);
  expect(hasFormat('constructor', 'red')).toBe(true);
});
