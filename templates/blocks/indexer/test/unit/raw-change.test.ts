import { expect, it } from '@jest/globals';
import { plainImage, plainJson } from '../../delivery/raw-change.ts';

const inTable = (digits: string) => JSON.stringify(plainImage({ value: { N: digits } }));
const inSink = (digits: string) => JSON.stringify(plainJson(`{"value":${digits}}`));

it.each([
  ['-0.0000000001', '-1e-10'],
  ['100', '1E2'],
  ['1.50', '1.5'],
  ['12345678901234567000', '1.2345678901234567e19'],
  ['1234567890123456', '1.234567890123456e15'],
  ['0', '-0.0'],
  ['1E+125', '1e125'],
])('takes %s and %s for one number', (one, other) => {
  expect(inTable(one)).toBe(inSink(other));
});

it.each([
  ['1', '10'],
  ['0.1', '0.01'],
  ['-1', '1'],
  ['12345678901234567890', '12345678901234567000'],
  ['0.30000000000000004', '0.3'],
])('tells %s from %s', (one, other) => {
  expect(inTable(one)).not.toBe(inSink(other));
});
