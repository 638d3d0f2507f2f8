import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContract } from '../../contract/read-contract.ts';
import { makeSamples } from '../../contract/make-samples.ts';
import { answersWith } from '../core/answers-with.ts';
import { assemble, buildFolder } from '../matrix/assemble.ts';

interface Schema {
  properties: Record<string, Schema>;
  $defs?: Record<string, Schema>;
}

const read = (file: string) => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Schema;
const contracts: [string, Schema][] = [
  ['product', read('../../templates/contracts/product.schema.json')],
  ['order', read('order.schema.json')],
  ['reading', read('reading.schema.json')],
];

const text = { type: 'string' };
const added: [string, object][] = [
  ['text', text],
  ['text with limits', { type: 'string', minLength: 30, maxLength: 40 }],
  ['enum', { enum: ['red', 'green', 'blue'] }],
  ['date-time', { type: 'string', format: 'date-time' }],
  ['date', { type: ['string', 'null'], format: 'date' }],
  ['email', { type: 'string', format: 'email' }],
  ['uri', { type: 'string', format: 'uri' }],
  ['base64', { type: 'string', contentEncoding: 'base64' }],
  ['integer', { type: 'integer', minimum: 1, maximum: 5 }],
  ['number', { type: 'number' }],
  ['boolean', { type: 'boolean' }],
  ['examples', { type: 'string', examples: ['one', 'two', 'three'] }],
  ['array', { type: 'array', items: text }],
  ['object', { type: 'object', properties: { a: text, b: { type: 'integer' } }, required: ['a'] }],
  ['array of objects', { type: 'array', items: { type: 'object', properties: { a: text, b: { type: 'boolean' } } } }],
];
const name = 'added';
const positions = { beginning: 0, middle: 0.5, end: 1 };

const cases = contracts.flatMap(([contract, schema]) =>
  added.flatMap(([type, field]) =>
    Object.entries(positions).map(([place, position]) => ({ contract, schema, type, field, place, position })),
  ),
);

describe('a field that is added to a contract', () => {
  it.each(cases)('changes no other field: $type at the $place of $contract', ({ schema, field, position }) => {
    const before = samplesOf(schema);
    const after = samplesOf({ ...schema, properties: withField(schema.properties, field, position) });
    expect(withoutField(after)).toEqual(before.map((sample) => JSON.stringify(sample)));
    expect(after.some((sample) => name in sample)).toBe(true);
  });

  it.each(Object.entries(positions))('changes no other field of the object it is in: at the %s', (_place, position) => {
    const product = read('../../templates/contracts/product.schema.json');
    const order = read('order.schema.json');
    const [size, money] = [product.properties['size']!, order.$defs!['money']!];
    const before = [product, order].map(samplesOf);
    for (const each of [size, money]) each.properties = withField(each.properties, text, position);
    const after = [product, order].map(samplesOf);
    expect(after.map(withoutField)).toEqual(before.map((each) => each.map((sample) => JSON.stringify(sample))));
    for (const each of after) expect(JSON.stringify(each)).toContain(`"${name}":`);
  });

  it('changes no other field of the events of a local run', () => {
    const [, product] = contracts[0]!;
    const properties = withField(product.properties, { enum: ['red', 'green', 'blue'] }, 0);
    const folder = join(buildFolder, 'added-field');
    assemble(folder, [
      { id: 'before', answers: answersWith({ contract: product }) },
      { id: 'after', answers: answersWith({ contract: { ...product, properties } }) },
    ]);
    const [before, after] = ['before', 'after'].map((id) => changesOf(join(folder, id)));
    expect(before!.filter((change) => JSON.stringify(change).includes('the wrong kind')).length).toBeGreaterThan(5);
    expect(withoutField(after!)).toEqual(before!.map((change) => JSON.stringify(change)));
  });
});

it.each(contracts)('fields in another order have the same values: %s', (_name, schema) => {
  const reversed = Object.fromEntries(Object.entries(schema.properties).toReversed());
  expect(samplesOf({ ...schema, properties: reversed })).toEqual(samplesOf(schema));
});

function samplesOf(schema: Schema): Record<string, unknown>[] {
  const contract = readContract(schema);
  if ('problems' in contract) throw new Error(contract.problems.join('\n'));
  return makeSamples(contract, 40);
}

function withField(properties: Schema['properties'], field: object, position: number): Schema['properties'] {
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.toSpliced(Math.round(entries.length * position), 0, [name, field as Schema]));
}

/** As JSON, so that the order of fields counts. */
const withoutField = (values: readonly object[]): string[] =>
  values.map((value) => JSON.stringify(value, (key, member: unknown) => (key === name ? undefined : member)));

/** The first changes of a local run, as the project in this folder makes them. */
function changesOf(folder: string): object[] {
  const script = `
    import { sampleChanges } from ${JSON.stringify(join(folder, 'delivery', 'sample-changes.ts'))};
    const changes = sampleChanges({ seed: 1, items: 50, fresh: 0.5, offContract: 0.1, wrong: 0.05, unreadable: 0.05 });
    console.log(JSON.stringify(Array.from({ length: 200 }, () => changes.next().value)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as object[];
}
