import { expect, it } from '@jest/globals';
import { wordsOf } from '../../runtime/services/opensearch/engine/search/analysis.ts';
import { texts } from './odd/texts.ts';
import { emptyRealEngine } from './real-engine.ts';

// What a word is: the stand-in's standard analyzer, compared with that of OpenSearch.

/** Blocks in which Unicode has hardly added letters since its version 12, which OpenSearch knows. */
const blocks: readonly [first: number, last: number][] = [
  [0x21, 0x86f],
  [0x900, 0xb54],
  [0xe00, 0xec6],
  [0x1000, 0x16ff],
  [0x1780, 0x17ff],
  [0x1d00, 0x1dbf],
  [0x1e00, 0x2bff],
  [0x3001, 0x31ba],
  [0x4e00, 0x9fef],
  [0xac00, 0xd7a3],
  [0xf900, 0xffff],
  [0x1f000, 0x1faff],
  [0x20000, 0x2a6d6],
];
const contexts: readonly ((character: string) => string)[] = [
  (character) => character,
  (character) => character.repeat(2),
  (character) => `a${character}b`,
  (character) => `1${character}2`,
  (character) => `א${character}ב`,
  (character) => `カ${character}東`,
  (character) => `_${character}`,
  (character) => `\u{1f600}${character}`,
];
/** Of the many signs of Chinese and Korean, one in so many. */
const every = 7;

it('finds the words that OpenSearch finds, beside every character', () => {
  const real = emptyRealEngine()!;
  const settings = { index: { analyze: { max_token_count: 1_000_000 } } };
  expect(real.send('PUT', '/words', JSON.stringify({ settings })).status).toBe(200);
  const ofReal = (text: string): string[] => {
    const { status, body } = real.send('POST', '/words/_analyze', JSON.stringify({ analyzer: 'standard', text }));
    expect(status).toBe(200);
    return JSON.parse(body).tokens.map(({ token }: { token: string }) => token);
  };
  for (const text of texts) expect([text, wordsOf(text)]).toEqual([text, ofReal(text)]);
  for (const [first, last] of blocks) {
    const step = last - first > 5000 ? every : 1;
    const codes = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, nth) => first + nth * step);
    const known = codes.map((code) => String.fromCodePoint(code)).filter((character) => /\P{Cn}/u.test(character));
    for (let at = 0; at < known.length; at += 100) {
      const text = known
        .slice(at, at + 100)
        .flatMap((character) => contexts.map((beside) => beside(character)))
        .join(' \n ');
      expect(wordsOf(text)).toEqual(ofReal(text));
    }
  }
});
