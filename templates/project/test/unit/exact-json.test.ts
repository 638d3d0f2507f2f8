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
