import type { Field } from '../documents/field.ts';
import { matchNone, type Matcher } from './matcher.ts';
import type { View } from './view.ts';

/** BM25 with Lucene's constants. Statistics are those of the whole index: OpenSearch counts per shard, so scores differ. */
const k1 = 1.2;
const b = 0.75;

/** Documents whose field has one of the words, which count as one and the same (a word and its misspellings). */
export function wordMatcher(view: View, field: Field, words: ReadonlySet<string>, boost: number): Matcher {
  const present = [...words].filter((word) => view.statistics(field).vocabulary.has(word));
  if (present.length === 0) return { ...matchNone, clauses: words.size };
  const { averageLength } = view.statistics(field);
  const matching = view.documents.filter((document) =>
    present.some((word) => view.words(document, field).has(word)),
  ).length;
  const rarity = Math.log(1 + (view.documents.length - matching + 0.5) / (matching + 0.5));
  return {
    score: (document) => {
      const counts = view.words(document, field);
      let frequency = 0;
      for (const word of present) frequency += counts.get(word) ?? 0;
      if (frequency === 0) return undefined;
      let length = 0;
      for (const count of counts.values()) length += count;
      const norm = k1 * (1 - b + (b * length) / averageLength);
      return boost * rarity * ((frequency * (k1 + 1)) / (frequency + norm));
    },
    sought: [{ field: field.path, words: new Set(present) }],
    clauses: words.size,
  };
}
