import type { Deadline } from '../lib/deadline.ts';
import { canonical } from '../lib/exact-json.ts';
import type { BulkWriter, Write } from '../lib/search/bulk-writer.ts';
import type { WriteOutcome } from '../lib/search/bulk-outcome.ts';
import { NoAnswer, type SearchClient } from '../lib/search/search-client.ts';
import type { DocumentChanges } from './collapse.ts';
import { documentOf, documentOfTable } from './document.ts';
import type { ItemReader } from './item-reader.ts';

/** What became of the changes of a document, and how many ties the table settled on the way. */
export type DocumentResult =
  | { kind: 'indexed' | 'superseded' | 'failed' | 'blocked'; ties: number }
  | { kind: 'refused'; reason: string; ties: number };

/**
 * Writes the newest change of each document under its version, so that an older one never replaces a newer one. Where two
 * changes of one item have the same version and differ, in the batch or against the index, the table decides.
 */
export class DocumentWriter {
  readonly #bulk: BulkWriter;
  readonly #client: SearchClient;
  readonly #alias: string;
  readonly #readItem: ItemReader;

  constructor(bulk: BulkWriter, client: SearchClient, alias: string, readItem: ItemReader) {
    this.#bulk = bulk;
    this.#client = client;
    this.#alias = alias;
    this.#readItem = readItem;
  }

  /** One result for each document, in their order. */
  async write(documents: readonly DocumentChanges[], deadline: Deadline): Promise<DocumentResult[]> {
    const results = new Map<DocumentChanges, DocumentResult>();
    const [tied, clear] = [
      documents.filter(({ tied }) => tied.length > 0),
      documents.filter(({ tied }) => tied.length === 0),
    ];
    const outcomes = await this.#bulk.write(
      clear.map(({ newest }) => writeOf(newest.id, newest.version, documentOf(newest))),
      deadline,
    );
    clear.forEach((document, at) => results.set(document, resultOf(outcomes[at]!)));

    const conflicts = clear.filter((_, at) => outcomes[at]!.kind === 'conflict');
    const undecided = await this.#sameVersion(conflicts, results, deadline);
    await this.#letTableDecide([...tied, ...undecided], results, deadline);
    return documents.map((document) => results.get(document)!);
  }

  /**
   * A conflict means that the index holds this version or a newer one. The same version with the same contents is this change,
   * delivered before; with other contents it is a tie.
   */
  async #sameVersion(
    conflicts: readonly DocumentChanges[],
    results: Map<DocumentChanges, DocumentResult>,
    deadline: Deadline,
  ): Promise<DocumentChanges[]> {
    if (conflicts.length === 0) return [];
    const found = await this.#stored(
      conflicts.map(({ newest }) => newest.id),
      deadline,
    );
    if (!found) {
      for (const document of conflicts) results.set(document, { kind: 'failed', ties: 0 });
      return [];
    }
    return conflicts.filter(({ newest }) => {
      const stored = found.get(newest.id);
      if (stored === undefined || stored.version < newest.version) return true;
      return stored.version === newest.version && stored.document !== documentOf(newest);
    });
  }

  async #letTableDecide(
    documents: readonly DocumentChanges[],
    results: Map<DocumentChanges, DocumentResult>,
    deadline: Deadline,
  ): Promise<void> {
    const writes: { document: DocumentChanges; write: Write }[] = [];
    for (const document of documents)
      try {
        if (deadline.remaining() === 0) throw new Error('no time was left');
        writes.push({ document, write: await this.#writeOfTable(document) });
      } catch {
        results.set(document, { kind: 'failed', ties: 0 });
      }
    const outcomes = await this.#bulk.write(
      writes.map(({ write }) => write),
      deadline,
    );
    writes.forEach(({ document }, at) => results.set(document, { ...resultOf(outcomes[at]!), ties: 1 }));
  }

  /** What the table holds now, under the version of the tie: it replaces whatever has the same version. */
  async #writeOfTable({ newest, tied }: DocumentChanges): Promise<Write> {
    const item = await this.#readItem(newest.key);
    const removal = [newest, ...tied].find((change) => !change.item);
    // An item that is gone without one of these changes having removed it was removed later, by a change yet to come.
    const document = item ? documentOfTable(item, newest.version) : documentOf(removal ?? newest);
    return { ...writeOf(newest.id, newest.version, document), versionType: 'external_gte' };
  }

  /** The documents of the index by id; undefined while it does not answer. */
  async #stored(
    ids: readonly string[],
    deadline: Deadline,
  ): Promise<Map<string, { version: bigint; document: string }> | undefined> {
    if (deadline.remaining() === 0) return undefined;
    try {
      const { status, body } = await this.#client.request(
        'POST',
        `/${this.#alias}/_mget`,
        { ids },
        deadline.remaining(),
      );
      if (status !== 200) return undefined;
      const { docs } = body as { docs: { _id: string; found?: boolean; _version: number; _source: unknown }[] };
      return new Map(
        docs
          .filter(({ found }) => found)
          .map(({ _id, _version, _source }) => [_id, { version: BigInt(_version), document: canonical(_source) }]),
      );
    } catch (error) {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  }
}

const writeOf = (id: string, version: bigint, document: string): Write => ({
  id,
  version,
  versionType: 'external',
  document,
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
