import { expect, it } from '@jest/globals';
import { canonical, exactNumber, parseExact } from '../../processors/lib/exact-json.ts';

const digits = '12345678901234567890123456789012345678';

it('keeps the 38 digits of a number that JavaScript would round', () => {
  expect(JSON.stringify({ amount: exactNumber(digits) })).toBe(`{"amount":${digits}}`);
  expect(JSON.stringify(parseExact(`{"amount":${digits}}`))).toBe(`{"amount":${digits}}`);
});

it('gives plain numbers where nothing is lost', () => {
  expect(parseExact('{"a":1,"b":[0.5,-2e3]}')).toMatchObject({ a: 1, b: [0.5, expect.anything()] });
  expect(exactNumber('42')).toBe(42);
});

it('refuses what is no number', () => {
  expect(() => exactNumber('1;drop')).toThrow(SyntaxError);
});

it('writes the same text whatever the order of the members', () => {
  expect(canonical({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonical({ a: null, b: [{ c: 2, d: 1 }] }));
  expect(canonical({ a: exactNumber(digits) })).toBe(`{"a":${digits}}`);
});

it.each(['007', '1.', '.5', '1e', '0x10', 'NaN', 'Infinity', '-', '', ' 1'])(
  'refuses %j, which is no number',
  (digits) => {
    expect(() => exactNumber(digits)).toThrow(SyntaxError);
  },
);

it.each([
  '9007199254740993',
  '-9223372036854775808',
  '1234567890123456.7',
  '0.12345678901234567',
  '123456789.12345678',
  '1e400',
  '-1E+125',
  '1E-130',
  '99999999999999999999',
])('keeps the value of %s wherever it stands', (digits) => {
  expect(String(JSON.stringify(parseExact(`{"a":[{"b":${digits}}],"c":"x"}`))).toLowerCase()).toBe(
    `{"a":[{"b":${digits.toLowerCase()}}],"c":"x"}`,
  );
});

it('reads the numbers that JavaScript keeps as numbers, and texts as they are', () => {
  const text = '{"a":1790000000000000,"b":-0.5,"c":"12345678901234567890","d":999999999999999,"e":1e21}';
  expect(parseExact(text)).toMatchObject({
    a: 1_790_000_000_000_000,
    b: -0.5,
    c: '12345678901234567890',
    d: 999_999_999_999_999,
  });
});
