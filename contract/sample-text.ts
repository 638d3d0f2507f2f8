import type { Shape } from './contract.ts';
import { compiledPattern } from './pattern.ts';
import { sampleOfPattern } from './sample-of-pattern.ts';
import { pick, type Random } from './seeded-random.ts';

export const words = [
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

/** A text that keeps the limits of its shape, as far as a pattern can be told from how it is written. */
export function sampleText(shape: Extract<Shape, { kind: 'string' }>, name: string, random: Random): string {
  if (shape.values) return pick(shape.values, random);
  const formatted = byFormat[shape.format ?? '']?.(random);
  const text = formatted ?? fitted(`${pick(words, random)} ${pick(words, random)} ${name.toLowerCase()}`, shape);
  if (shape.pattern !== undefined && !compiledPattern(shape.pattern)?.test(text))
    return sampleOfPattern(shape.pattern, shape, random) ?? text;
  return shape.base64 ? btoa(text) : text;
}

const fitted = (text: string, { minLength = 0, maxLength = 80 }: { minLength?: number; maxLength?: number }): string =>
  text.padEnd(minLength, '-').slice(0, Math.max(maxLength, minLength));

function instant(random: Random): string {
  const second = Math.floor(Date.UTC(2026, 0, 1) / 1000 + random() * 20_000_000);
  return new Date(second * 1000).toISOString();
}

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');

/** A text of each format that the check knows. The addresses are reserved for examples (RFC 2606, RFC 5737, RFC 3849). */
const byFormat: Record<string, (random: Random) => string> = {
  'date-time': instant,
  date: (random) => instant(random).slice(0, 10),
  time: (random) => instant(random).slice(11),
  email: (random) => `${pick(words, random)}@example.com`,
  uri: (random) => `https://example.com/${pick(words, random)}`,
  url: (random) => `https://example.com/${pick(words, random)}`,
  'uri-reference': (random) => `/${pick(words, random)}`,
  hostname: (random) => `${pick(words, random)}.example.com`,
  ipv4: (random) => `192.0.2.${1 + Math.floor(random() * 254)}`,
  ipv6: (random) => `2001:db8::${digits(random, 4)}`,
  uuid: (random) =>
    `${digits(random, 8)}-${digits(random, 4)}-4${digits(random, 3)}-a${digits(random, 3)}-${digits(random, 12)}`,
};
