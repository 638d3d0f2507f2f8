import type { Contract, Field, Shape } from './contract.ts';

/**
 * Sample events that keep the contract, the same on every run: at most `most`, fewer if the key has fewer examples. A field that
 * has `examples` takes its values from them. A value depends on the path of its field and the position of the sample alone, so a
 * field that is added, removed or moved changes no other field.
 */
export function samples(contract: Contract, most: number): Record<string, unknown>[] {
  const keys = contract.key.map(({ name }) => contract.fields.find((field) => field.name === name)!);
  const made: Record<string, unknown>[] = [];
  while (made.length < most) {
    const nth = made.length;
    const key = keys.map((field) => [field.name, keyValue(field, contract.name, nth)] as const);
    if (key.some(([, value]) => value === undefined)) break;
    made.push({ ...sampleObject(contract.fields, `${nth}`), ...Object.fromEntries(key) });
  }
  return made;
}

type Random = () => number;

/** Numbers in [0, 1) that depend on the seed alone (mulberry32 over an FNV-1a hash). */
function seededRandom(seed: string): Random {
  let state = [...seed].reduce((hash, c) => Math.imul(hash ^ c.codePointAt(0)!, 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The nth value of a key field; undefined when there are no more. */
function keyValue({ shape, examples }: Field, event: string, nth: number): unknown {
  if (examples.length > 0) return examples[nth];
  if (shape.kind === 'integer' || shape.kind === 'number') {
    const value = (shape.minimum ?? 1001) + nth;
    return value > (shape.maximum ?? Infinity) ? undefined : value;
  }
  const text = `${event}-${1001 + nth}`;
  return shape.kind === 'string' && shape.base64 ? btoa(text) : text;
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

const pick = <T>(values: readonly T[], random: Random): T => values[Math.floor(random() * values.length)]!;

function sample(shape: Shape, name: string, path: string, random: Random): unknown {
  switch (shape.kind) {
    case 'boolean':
      return random() < 0.7;
    case 'integer':
    case 'number': {
      const from = shape.minimum ?? 0;
      const value = from + random() * ((shape.maximum ?? from + 1000) - from);
      return shape.kind === 'integer' ? Math.floor(value) : Math.round(value * 100) / 100;
    }
    case 'array':
      return Array.from({ length: 1 + Math.floor(random() * 3) }, (_, nth) =>
        sample(shape.items, name, `${path}/${nth}`, random),
      );
    case 'object':
      return sampleObject(shape.fields, path);
    case 'string':
      return sampleText(shape, name, random);
  }
}

const words = [
  'amber',
  'birch',
  'cobalt',
  'delta',
  'ember',
  'fjord',
  'garnet',
  'harbor',
  'indigo',
  'juniper',
  'kestrel',
  'lagoon',
];

function sampleText(shape: Extract<Shape, { kind: 'string' }>, name: string, random: Random): string {
  if (shape.values) return pick(shape.values, random);
  const second = Math.floor(Date.UTC(2026, 0, 1) / 1000 + random() * 20_000_000);
  const instant = new Date(second * 1000).toISOString();
  if (shape.format === 'date-time') return instant;
  if (shape.format === 'date') return instant.slice(0, 10);
  if (shape.format === 'email') return `${pick(words, random)}@example.com`;
  if (shape.format === 'uri') return `https://example.com/${pick(words, random)}`;
  const text = `${pick(words, random)} ${pick(words, random)} ${name.toLowerCase()}`;
  const padded = text.padEnd(shape.minLength ?? 0, '-').slice(0, shape.maxLength ?? 80);
  return shape.base64 ? btoa(padded) : padded;
}
