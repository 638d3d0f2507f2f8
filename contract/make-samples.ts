import type { NumberLimits } from '../templates/project/contract/check.ts';
import type { Contract, Field, Shape } from './contract.ts';
import { sampleText, words } from './sample-text.ts';
import { pick, seededRandom, type Random } from './seeded-random.ts';

/** What the tests of a project need. */
export const leastSamples = 8;

/**
 * Sample events that keep the contract, the same on every run: at most `most`, fewer if the key has fewer examples, as long as
 * these are enough. A field that has `examples` takes its values from them. A value depends on the path of its field and the position of the sample alone, so a
 * field that is added, removed or moved changes no other field.
 */
export function makeSamples(
  contract: Pick<Contract, 'name' | 'key' | 'fields'>,
  most: number,
): Record<string, unknown>[] {
  const keys = contract.key.map((key) => contract.fields.find(({ name }) => name === key)!);
  const made = new Map<string, Record<string, unknown>>();
  for (let nth = 0; made.size < most && nth < most * 5; nth++) {
    const key = keys.map((field) => [field.name, keyValue(field, contract.name, nth, keys.length > 1)] as const);
    if (key.some(([, value]) => value === undefined)) break;
    const id = keys.length > 0 ? JSON.stringify(key) : `${nth}`;
    if (!made.has(id)) made.set(id, { ...sampleObject(contract.fields, `${nth}`), ...Object.fromEntries(key) });
  }
  return [...made.values()];
}

/** The nth value of a key field; undefined when there are no more. Where another field tells items apart, they start again. */
function keyValue({ name, shape, examples }: Field, event: string, nth: number, isOneOfTwo: boolean): unknown {
  if (nth < examples.length || examples.length >= leastSamples) return examples[nth];
  const values = 'values' in shape ? shape.values : undefined;
  if (values) return values[isOneOfTwo ? nth % values.length : nth];
  if (shape.kind === 'integer' || shape.kind === 'number') {
    const { from, to, step } = rangeOf(shape, 1001);
    const value = from + nth * step;
    return value > to ? undefined : rounded(value, step);
  }
  if (shape.kind !== 'string') return undefined;
  const text = `${event}-${1001 + nth}`;
  const { format, pattern, minLength = 0, maxLength = Infinity } = shape;
  if (format === undefined && pattern === undefined && text.length <= maxLength) {
    const padded = text.padEnd(minLength, '-');
    return shape.base64 ? btoa(padded) : padded;
  }
  return sampleText(shape, name, seededRandom(`key/${name}/${nth}`));
}

/** `path` names the sample and the way to the object, for example "7/lines/0". */
function sampleObject(fields: readonly Field[], path: string): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ name, required, shape, examples }) => {
      const at = `${path}/${name}`;
      const random = seededRandom(at);
      if (!required && random() >= 0.85) return [];
      return [[name, examples.length > 0 ? pick(examples, random) : sample(shape, name, at, random)]];
    }),
  );
}

function sample(shape: Shape, name: string, path: string, random: Random): unknown {
  switch (shape.kind) {
    case 'boolean':
      return shape.values ? pick(shape.values, random) : random() < 0.7;
    case 'integer':
    case 'number':
      return shape.values ? pick(shape.values, random) : sampleNumber(shape, random);
    case 'array': {
      const { items, minItems = 0, maxItems = Infinity, uniqueItems = false } = shape;
      const count = Math.min(Math.max(minItems, 1 + Math.floor(random() * 3)), maxItems);
      const list = Array.from({ length: count }, (_, nth) => sample(items, name, `${path}/${nth}`, random));
      return uniqueItems ? distinct(list) : list;
    }
    case 'object':
      return sampleObject(shape.fields, path);
    case 'string':
      return sampleText(shape, name, random);
    case 'free':
      if (shape.values) return pick(shape.values, random);
      return shape.like ? sample(shape.like, name, path, random) : { note: pick(words, random) };
  }
}

const distinct = (list: readonly unknown[]): unknown[] => [
  ...new Map(list.map((entry) => [JSON.stringify(entry), entry])).values(),
];

function sampleNumber(shape: { kind: 'integer' | 'number' } & NumberLimits, random: Random): number {
  const { from, to, step } = rangeOf(shape, 0);
  const value = from + random() * (to - from);
  if (shape.multipleOf !== undefined) return rounded(from + Math.floor((value - from) / step) * step, step);
  return shape.kind === 'integer' ? Math.floor(value) : Math.min(Math.max(Math.round(value * 100) / 100, from), to);
}

/** The numbers that a shape allows; `unasked` and more where it has no bounds. */
function rangeOf(shape: { kind: 'integer' | 'number' } & NumberLimits, unasked: number) {
  const { kind, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = shape;
  const step = multipleOf ?? (kind === 'integer' ? 1 : 0.01);
  const least = Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity);
  const most = Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity, Number.MAX_SAFE_INTEGER);
  const span = 1000 * Math.max(step, 1);
  const begin = least > -Infinity ? least : Math.min(unasked, most - span);
  const onStep =
    kind === 'integer' || multipleOf !== undefined ? rounded(Math.ceil(begin / step - 1e-9) * step, step) : begin;
  const from = onStep === exclusiveMinimum ? onStep + step : onStep;
  const isBounded = maximum !== undefined || exclusiveMaximum !== undefined;
  const end = isBounded ? most : Math.min(from + span, most);
  return { from, to: Math.max(from, end === exclusiveMaximum ? end - step : end), step };
}

/** Without the digits that come of adding up fractions. */
function rounded(value: number, step: number): number {
  const [, fraction = '', exponent = '0'] = /(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(step)) ?? [];
  return Number(value.toFixed(Math.min(20, fraction.length + Number(exponent))));
}
