import { awsReason } from '../lib/aws-reason.ts';
import { canonical } from '../lib/exact-json.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { BulkWriter, Write } from '../lib/search/bulk-writer.ts';
import type { WriteOutcome } from '../lib/search/bulk-outcome.ts';
import { Blocked, NoAnswer } from '../lib/search/search-client.ts';
import type { DocumentRevisions } from './collapse.ts';
import { indexDocument } from './document.ts';
import { fromTable } from './dynamodb-json.ts';
import type { ItemReader } from './item-reader.ts';
import { plainItem } from './plain-item.ts';
import { canonicalDocument, type Revision } from './revision.ts';
import type { StoredDocument, StoredDocuments } from './stored-documents.ts';

/**
 * What became of the revisions of a document, and how many ties the table settled on the way. A reason is for logs: it quotes no
 * document; the engine's words may.
 */
export type DocumentResult =
  | { kind: 'indexed' | 'superseded'; ties: number }
  | { kind: 'failed' | 'blocked'; reason: string; ties: number }
  | { kind: 'refused'; reason: string; words: string; ties: number };

/** Revisions of one version that differ, in the batch or against the index, and what the index holds at it or does not take. */
interface Tie {
  at: number;
  revisions: readonly [Revision, ...Revision[]];
  known: StoredDocument | undefined;
}

/**
 * Writes the newest revision of each document under its version, so that an older one never replaces a newer one. Where two
 * revisions of one document have the same version and differ, the table decides.
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
  async write(documents: readonly DocumentRevisions[], deadline: Deadline): Promise<DocumentResult[]> {
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
   * A conflict means that the index holds this version or a newer one. The same version with the same contents is this revision,
   * delivered before; with other contents it is a tie. Of revisions that are tied in the batch, one that the index does not take
   * need not be the last.
   */
  async #ties(
    documents: readonly DocumentRevisions[],
    outcomes: readonly WriteOutcome[],
    results: DocumentResult[],
    deadline: Deadline,
  ): Promise<Tie[]> {
    const conflicts = documents.filter((_, at) => outcomes[at]!.kind === 'conflict');
    if (conflicts.length === 0 && documents.every(({ tied }) => tied.length === 0)) return [];
    const ids = conflicts.map(({ newest }) => newest.id);
    const stored = await this.#stored.byId(ids, deadline).catch(onlyNoAnswer);
    return documents.flatMap(({ newest, tied }, at): Tie[] => {
      const tie = (known: StoredDocument | undefined): Tie => ({ at, revisions: [newest, ...tied], known });
      const { kind } = outcomes[at]!;
      if (kind === 'written' || kind === 'refused')
        return tied.length > 0 ? [tie({ version: newest.version, text: canonicalDocument(newest) })] : [];
      if (kind !== 'conflict') return [];
      if (stored instanceof NoAnswer) {
        results[at] = { kind: stored instanceof Blocked ? 'blocked' : 'failed', reason: stored.message, ties: 0 };
        return [];
      }
      const found = stored.get(newest.id);
      if (!found || found.version < newest.version) return [tie(undefined)];
      if (found.version > newest.version) return [];
      return tied.length > 0 || found.text !== canonicalDocument(newest) ? [tie(found)] : [];
    });
  }

  async #settle(ties: readonly Tie[], results: DocumentResult[], deadline: Deadline): Promise<void> {
    const decided: { at: number; write: Write }[] = [];
    for (const tie of ties) {
      const { text, undecided } = await this.#decision(tie, deadline);
      if (text === undefined) results[tie.at] = { kind: 'failed', reason: undecided, ties: 0 };
      else if (text === tie.known?.text) results[tie.at] = { ...results[tie.at]!, ties: 1 };
      // what has the same version is to be replaced
      else {
        const { id, version } = tie.revisions[0];
        decided.push({ at: tie.at, write: { id, version, versionType: 'external_gte', document: text } });
      }
    }
    const outcomes = await this.#bulk.write(
      decided.map(({ write }) => write),
      deadline,
    );
    decided.forEach(({ at }, nth) => (results[at] = { ...resultOf(outcomes[nth]!), ties: 1 }));
  }

  /** The document that the table decides for, as `canonical` text; or why it cannot be told yet. */
  async #decision({ revisions, known }: Tie, deadline: Deadline): Promise<Decision> {
    if (deadline.remaining() === 0) return { undecided: 'the time was up before the table was read' };
    const [{ key, version }] = revisions;
    try {
      const item = await this.#readItem(key);
      if (item) return { text: canonical(indexDocument(plainItem(item, fromTable), version, false)) };
    } catch (error) {
      return { undecided: `the table could not be read: ${awsReason(error)}` };
    }
    const removal = revisions.find(({ removed }) => removed);
    if (removal) return { text: canonicalDocument(removal) };
    // Removed by a tied revision that is in the index already, or by a later one that is yet to come: what came of it stays.
    return known ? { text: known.text } : { undecided: 'the table does not have the item, and no removal has come' };
  }
}

type Decision = { text: string; undecided?: never } | { text?: never; undecided: string };

function onlyNoAnswer(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
}

const writeOf = ({ id, version, document }: Revision): Write => ({ id, version, versionType: 'external', document });

const indexed: DocumentResult = { kind: 'indexed', ties: 0 };

function resultOf(outcome: WriteOutcome): DocumentResult {
  switch (outcome.kind) {
    case 'written':
      return indexed;
    case 'conflict':
      return { kind: 'superseded', ties: 0 };
    case 'refused':
    case 'blocked':
    case 'failed':
      return { ...outcome, ties: 0 };
    case 'unsent':
      return { kind: 'failed', reason: 'the time was up before it was sent', ties: 0 };
  }
}
