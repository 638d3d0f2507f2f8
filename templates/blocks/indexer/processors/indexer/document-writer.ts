import type { Deadline } from '../lib/deadline.ts';
import type { BulkWriter, Write } from '../lib/search/bulk-writer.ts';
import type { WriteOutcome } from '../lib/search/bulk-outcome.ts';
import type { Change } from './change.ts';
import type { DocumentChanges } from './collapse.ts';
import { documentOf, documentOfTable } from './document.ts';
import type { ItemReader } from './item-reader.ts';
import type { StoredDocument, StoredDocuments } from './stored-documents.ts';

/** What became of the changes of a document, and how many ties the table settled on the way. */
export type DocumentResult =
  | { kind: 'indexed' | 'superseded' | 'failed' | 'blocked'; ties: number }
  | { kind: 'refused'; reason: string; ties: number };

/** Changes of one version that differ, in the batch or against the index, and what the index holds at it or does not take. */
interface Tie {
  at: number;
  changes: readonly [Change, ...Change[]];
  known: StoredDocument | undefined;
}

/**
 * Writes the newest change of each document under its version, so that an older one never replaces a newer one. Where two
 * changes of one item have the same version and differ, the table decides.
 */
export class DocumentWriter {
  readonly #bulk: BulkWriter;
  readonly #stored: StoredDocuments;
  readonly #readItem: ItemReader;

  constructor(bulk: BulkWriter, stored: StoredDocuments, readItem: ItemReader) {
    this.#bulk = bulk;
    this.#stored = stored;
    this.#readItem = readItem;
  }

  /** One result for each document, in their order. */
  async write(documents: readonly DocumentChanges[], deadline: Deadline): Promise<DocumentResult[]> {
    const outcomes = await this.#bulk.write(
      documents.map(({ newest }) => writeOf(newest)),
      deadline,
    );
    const results = outcomes.map(resultOf);
    const ties = await this.#ties(documents, outcomes, results, deadline);
    await this.#settle(ties, results, deadline);
    return results;
  }

  /**
   * A conflict means that the index holds this version or a newer one. The same version with the same contents is this change,
   * delivered before; with other contents it is a tie. Of changes that are tied in the batch, one that the index does not take
   * need not be the last.
   */
  async #ties(
    documents: readonly DocumentChanges[],
    outcomes: readonly WriteOutcome[],
    results: DocumentResult[],
    deadline: Deadline,
  ): Promise<Tie[]> {
    const conflicts = documents.filter((_, at) => outcomes[at]!.kind === 'conflict');
    const stored = await this.#stored.byId(
      conflicts.map(({ newest }) => newest.id),
      deadline,
    );
    return documents.flatMap(({ newest, tied }, at): Tie[] => {
      const tie = (known: StoredDocument | undefined): Tie => ({ at, changes: [newest, ...tied], known });
      const own: StoredDocument = { version: newest.version, text: documentOf(newest) };
      const { kind } = outcomes[at]!;
      if (kind === 'written' || kind === 'refused') return tied.length > 0 ? [tie(own)] : [];
      if (kind !== 'conflict') return [];
      if (typeof stored === 'string') {
        results[at] = { kind: stored, ties: 0 };
        return [];
      }
      const found = stored.get(newest.id);
      if (!found || found.version < newest.version) return [tie(undefined)];
      if (found.version > newest.version) return [];
      return tied.length > 0 || found.text !== own.text ? [tie(found)] : [];
    });
  }

  async #settle(ties: readonly Tie[], results: DocumentResult[], deadline: Deadline): Promise<void> {
    const decided: { at: number; write: Write }[] = [];
    for (const tie of ties) {
      const text = await this.#decision(tie, deadline);
      if (text === undefined) results[tie.at] = { kind: 'failed', ties: 0 };
      else if (text === tie.known?.text) results[tie.at] = { ...results[tie.at]!, ties: 1 };
      // what has the same version is to be replaced
      else
        decided.push({
          at: tie.at,
          write: { ...writeOf(tie.changes[0]), document: text, versionType: 'external_gte' },
        });
    }
    const outcomes = await this.#bulk.write(
      decided.map(({ write }) => write),
      deadline,
    );
    decided.forEach(({ at }, nth) => (results[at] = { ...resultOf(outcomes[nth]!), ties: 1 }));
  }

  /** The document that the table decides for; undefined while that cannot be told. */
  async #decision({ changes, known }: Tie, deadline: Deadline): Promise<string | undefined> {
    if (deadline.remaining() === 0) return undefined;
    const [{ key, version }] = changes;
    try {
      const item = await this.#readItem(key);
      if (item) return documentOfTable(item, version);
    } catch {
      return undefined;
    }
    const removal = changes.find((change) => !change.item);
    if (removal) return documentOf(removal);
    // Removed by a tied change that is in the index already, or by a later one that is yet to come: what came of it stays.
    return known?.text;
  }
}

const writeOf = (change: Change): Write => ({
  id: change.id,
  version: change.version,
  versionType: 'external',
  document: documentOf(change),
});

function resultOf(outcome: WriteOutcome): DocumentResult {
  switch (outcome.kind) {
    case 'written':
      return { kind: 'indexed', ties: 0 };
    case 'conflict':
      return { kind: 'superseded', ties: 0 };
    case 'refused':
      return { kind: 'refused', reason: outcome.reason, ties: 0 };
    case 'blocked':
      return { kind: 'blocked', ties: 0 };
    default:
      return { kind: 'failed', ties: 0 };
  }
}
