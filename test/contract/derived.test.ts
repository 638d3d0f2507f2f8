import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { checkOf as checkOfContract } from '../../contract/check-of.ts';
import type { DerivedEvent } from '../../contract/derive-event.ts';
import { makeSamples } from '../../contract/make-samples.ts';
import * as check from '../../templates/project/contract/check.ts';
import { deriveItem, derivedText } from './derive-item.ts';

const eventOf = (file: string): DerivedEvent =>
  deriveItem(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')));
const order = eventOf('order.schema.json');
const reading = eventOf('reading.schema.json');
const product = eventOf('../../templates/contracts/product.schema.json');
const events = [
  ['order', order],
  ['reading', reading],
  ['product', product],
] as const;

/** The check that derived TypeScript makes, as it would run. */
function checkOf(event: DerivedEvent): check.Check {
  const source = stripTypeScriptTypes(derivedText(event, '.ts'));
  const body = source
    .replace(/^import .*$/m, '')
    .replaceAll('export const', 'const')
    .replaceAll('export ', '');
  return new Function('check', `${body}; return itemProblems;`)(check) as check.Check;
}

describe.each(events)('what derives from the contract of an %s', (_name, event) => {
  const { contract } = event;
  const sampled = makeSamples(contract, 40);
  const problemsOf = checkOf(event);

  it('has samples that keep the contract, the same every time', () => {
    expect(sampled.flatMap((sample) => problemsOf(sample))).toEqual([]);
    expect(makeSamples(contract, 40)).toEqual(sampled);
    expect(new Set(sampled.map((sample) => JSON.stringify(contract.key.map((name) => sample[name])))).size).toBe(
      sampled.length,
    );
  });

  it('sees each required field that is missing, and each field of a wrong type', () => {
    const full = sampled.find((sample) => Object.keys(sample).length === contract.fields.length)!;
    for (const { name, required } of contract.fields) {
      const { [name]: _, ...without } = full;
      expect([name, problemsOf(without)]).toEqual([name, required ? [`${name}: is missing`] : []]);
      expect([name, problemsOf({ ...full, [name]: Symbol('wrong') }).length]).not.toEqual([name, 0]);
    }
  });

  it('is checked by the generator as by the code that it derives', () => {
    const values = [
      ...sampled,
      {},
      { ...sampled[0], [contract.fields[0]!.name]: [] },
      ...sampled.map((sample) => ({ ...sample, [contract.fields.at(-1)!.name]: 'x' })),
    ];
    for (const value of values) expect(checkOfContract(contract)(value)).toEqual(problemsOf(value));
  });

  it('never repeats a value in what it says of it', () => {
    expect(
      problemsOf(Object.fromEntries(contract.fields.map(({ name }) => [name, { secret: 'secret' }]))).join(),
    ).not.toContain('secret');
  });
});

it('maps fields to what OpenSearch searches them as', () => {
  expect(JSON.parse(derivedText(order, '-mapping.json'))).toMatchObject({
    dynamic: false,
    properties: {
      customer_id: { type: 'keyword' },
      order_no: { type: 'long' },
      placed: { type: 'date' },
      due: { type: 'date' },
      status: { type: 'keyword' },
      note: { type: 'text', fields: { keyword: { type: 'keyword' } } },
      total: { properties: { amount: { type: 'double' }, currency: { type: 'keyword' } } },
      lines: { properties: { sku: { type: 'keyword' }, quantity: { type: 'long' } } },
      signature: { type: 'binary' },
      'internal-remark': { type: 'keyword', index: false },
      sort: { type: 'boolean' },
      stream: {
        properties: {
          deleted: { type: 'boolean' },
          malformed: { type: 'keyword' },
          unindexed: { type: 'object', enabled: false },
          version: { type: 'long' },
        },
      },
    },
  });
});

it('writes types as somebody would who knows the event', () => {
  expect(derivedText(order, '.ts')).toContain(`export interface Item {
  customer_id: string;
  order_no: number;
  placed: string;
  due?: string | null;
  status?: 'open';
  note?: string | null;
  total: {
    amount: number;
    currency: 'EUR' | 'USD' | 'JPY';
  };
  lines?: {
    sku: string;
    quantity: number;
    price?: {
      amount: number;
      currency: 'EUR' | 'USD' | 'JPY';
    };
  }[];
  signature?: string;
  'internal-remark'?: string;
  sort?: boolean;
}`);
});

/** What JavaScript's numbers cannot hold. */
const digits = (JSON as unknown as { rawJSON(digits: string): object }).rawJSON('12345678901234567890123');

describe('a check', () => {
  it.each([
    [check.string({ maxLength: 2 }), '\u{1f600}\u{1f600}', []],
    [check.string({ maxLength: 2 }), 'abc', ['field: expected at most 2 characters']],
    [check.string({ format: 'date-time' }), 'soon', ['field: expected the format date-time']],
    [check.number({ integer: true }), 1.5, ['field: expected a whole number']],
    [check.number({ minimum: 1 }), digits, []],
    [check.number(), { rawJSON: '1' }, ['field: expected a number']],
    [check.number(), '1', ['field: expected a number']],
    [check.nullable(check.boolean()), null, []],
    [check.array(check.boolean()), [true, 1], ['field[1]: expected true or false']],
    [check.object({ a: check.required(check.boolean()) }), {}, ['field.a: is missing']],
  ])('%#', (problemsOf, value, problems) => {
    expect(problemsOf(value, 'field')).toEqual(problems);
  });
});

describe('a date is what a search engine takes as well', () => {
  it.each([
    ['date', '2024-02-29'],
    ['date', '0000-12-31'],
    ['date-time', '2026-01-01T10:00:00Z'],
    ['date-time', '2026-01-01T23:59:59.123456789-18:00'],
    ['date-time', '2000-02-29T00:00:00+05:30'],
  ])('%s: %s', (format, text) => expect(check.string({ format })(text)).toEqual([]));

  it.each([
    ['date', '2026-02-30'],
    ['date', '2100-02-29'],
    ['date', '2026-00-01'],
    ['date', '2026-01-01T10:00:00Z'],
    ['date-time', '2026-02-30T10:00:00Z'],
    ['date-time', '2026-01-01 10:00:00Z'],
    ['date-time', '2026-01-01t10:00:00z'],
    ['date-time', '2026-01-01T10:00:60Z'],
    ['date-time', '2026-01-01T24:00:00Z'],
    ['date-time', '2026-01-01T10:00:00.1234567890Z'],
    ['date-time', '2026-01-01T10:00:00+18:01'],
    ['date-time', '2026-01-01T10:00:00'],
  ])('and not as %s: %s', (format, text) => expect(check.string({ format })(text)).toHaveLength(1));
});
