import type { StoredDocument } from '../documents/documents.ts';
import { convert, type Field, type FieldValue } from '../documents/field.ts';
import { leavesOf } from '../documents/leaves.ts';
import type { Mapping } from '../documents/mapping.ts';
import { wordsOf } from './analysis.ts';

interface TextStatistics {
  readonly vocabulary: ReadonlySet<string>;
  readonly averageLength: number;
}

/** How often each word stands in a field, by its path; counted when a search first asks. */
type WordCounts = Map<string, ReadonlyMap<string, number>>;
const counted = new WeakMap<StoredDocument, WordCounts>();

/** One index as one search sees it. What a search needs to know of all documents is counted when first asked for. */
export class View {
  readonly index: string;
  readonly mapping: Mapping;
  readonly documents: readonly StoredDocument[];
  readonly #statistics = new Map<string, TextStatistics>();

  constructor(index: string, mapping: Mapping, documents: readonly StoredDocument[]) {
    this.index = index;
    this.mapping = mapping;
    this.documents = documents;
  }

  values(document: StoredDocument, field: Field): FieldValue[] {
    const raw = leavesOf(document).get(field.source) ?? [];
    const values = raw.map((value) => convert(field.type, value)).filter((value) => value !== undefined);
    return field.ignoreAbove === Infinity
      ? values
      : values.filter((value) => String(value).length <= field.ignoreAbove);
  }

  /** How often each word stands in a text field. */
  words(document: StoredDocument, field: Field): ReadonlyMap<string, number> {
    const known = counted.get(document) ?? new Map();
    counted.set(document, known);
    const found = known.get(field.path);
    if (found) return found;
    const counts = new Map<string, number>();
    for (const value of this.values(document, field)) {
      for (const word of wordsOf(String(value))) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    known.set(field.path, counts);
    return counts;
  }

  statistics(field: Field): TextStatistics {
    const known = this.#statistics.get(field.path);
    if (known) return known;
    const vocabulary = new Set<string>();
    let length = 0;
    for (const document of this.documents) {
      for (const [word, count] of this.words(document, field)) {
        vocabulary.add(word);
        length += count;
      }
    }
    const statistics = { vocabulary, averageLength: length / Math.max(1, this.documents.length) };
    this.#statistics.set(field.path, statistics);
    return statistics;
  }
}
