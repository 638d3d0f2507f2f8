import { hash } from 'node:crypto';
import { itemKey, itemName } from '../../contract/derived/item.ts';
import {
  createLedger,
  type Ledger,
  type ObjectStore,
  type SearchIndex,
  type Table,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { readChange, type Change } from '../../processors/indexer/change.ts';
import { documentOf } from '../../processors/indexer/document.ts';
import { dropRules } from '../../processors/indexer/drop-rules.ts';
import { canonical, parseExact } from '../../processors/lib/exact-json.ts';
import { AcceptedRecords } from './accepted.ts';
import { readParked, type ParkedRecord } from '../replay/parked.ts';

/** Where a change can be found in the end. */
export interface Places {
  table: Table;
  failures: ObjectStore;
  index: SearchIndex;
}

/** The newest change of a document, and others that carry the same time. */
interface Newest {
  /** The id of the document, the same string for all of its changes. */
  document: string;
  version: bigint;
  changes: { change: Change; digest: string }[];
}

/** Keeps account of every record that the stream has taken: what became of it, and whether the index is what it should be. */
export class Account {
  readonly #accepted = new AcceptedRecords();
  readonly #newest = new Map<string, Newest>();

  /** Takes a record, the same one as often as the stream repeats it. */
  accept(data: Uint8Array): void {
    const digest = digestOf(data);
    if (this.#accepted.has(digest)) return;
    const change = readOrNothing(data);
    if (!change) {
      this.#accepted.add(digest, { document: `unreadable ${digest.slice(0, 12)}` });
      return;
    }
    const rule = dropRules.find((each) => each.drops(change))?.name;
    const known = this.#newest.get(change.id);
    const document = known?.document ?? change.id;
    this.#accepted.add(digest, { document, version: Number(change.version), ...(rule === undefined ? {} : { rule }) });
    if (rule === undefined) this.#keepNewest(document, change, digest);
  }

  /** How many different records the stream has taken. */
  get size(): number {
    return this.#accepted.size;
  }

  /** What became of every record: delivered, superseded, parked, dropped, or lost. */
  ledger({ failures, index }: Places): Ledger {
    const ledger = createLedger();
    const parked = new Map(
      parkedRecords(failures).map((record) => [digestOf(Buffer.from(record.data, 'base64')), record]),
    );
    const stored = documentsOf(index, [...this.#newest.keys()]);
    let superseded = 0;
    for (const { document, version, rule, found } of this.#accepted.with(parked)) {
      const inIndex = version === undefined ? undefined : stored.get(document)?.version;
      const isSuperseded = inIndex !== undefined && inIndex > version!;
      const isNewest = version === Number(this.#newest.get(document)?.version);
      if (isSuperseded && !isNewest && !found && rule === undefined) {
        superseded++;
        continue;
      }
      const id = version === undefined ? document : `${document} at ${version}`;
      ledger.accept(id, ['index']);
      if (inIndex !== undefined && inIndex === version) ledger.delivered(id, 'index');
      else if (isSuperseded) ledger.superseded(id, 'index');
      if (found) ledger.parked(id, 'index', found.key, found.reason);
      if (rule !== undefined) ledger.dropped(id, 'index', rule);
    }
    ledger.countSuperseded(superseded, 'index');
    return ledger;
  }

  /** What became of the newest change of every document. It depends on the changes alone, not on batches and faults. */
  newestFates(ledger: Ledger): Record<string, string> {
    return Object.fromEntries(
      [...this.#newest].map(([document, { version }]) => [
        document,
        ledger.fate(`${document} at ${version}`, 'index').fate,
      ]),
    );
  }

  /**
   * The documents that are not what they should be: the newest change of their item. None, when all is well; what is parked is
   * left out, because it is accounted for.
   */
  differences({ table, failures, index }: Places): string[] {
    const parked = new Set(parkedRecords(failures).map(({ data }) => digestOf(Buffer.from(data, 'base64'))));
    const stored = documentsOf(index, [...this.#newest.keys()]);
    const items = new Map(table.items().map((item) => [keyText(item), item]));
    return [...this.#newest].flatMap(([document, { changes }]) => {
      if (changes.some(({ digest }) => parked.has(digest))) return [];
      const found = stored.get(document)?.text ?? 'nothing';
      const all = changes.map(({ change }) => change);
      const wanted = lastOf(all, items.get(keyText(all[0]!.key))).map(documentOf);
      return wanted.includes(found) ? [] : [`${document}: expected ${wanted.join(' or ')}, found ${found}`];
    });
  }

  #keepNewest(document: string, change: Change, digest: string): void {
    const known = this.#newest.get(document);
    if (!known || change.version > known.version)
      this.#newest.set(document, { document, version: change.version, changes: [{ change, digest }] });
    else if (change.version === known.version) known.changes.push({ change, digest });
  }
}

/** Every record that lies in the failure store. */
export const parkedRecords = (failures: ObjectStore): (ParkedRecord & { key: string })[] =>
  failures
    .contents('')
    .flatMap(({ key, body, storedAt }) =>
      readParked(key, Buffer.from(body).toString(), new Date(storedAt)).records.map((record) => ({ ...record, key })),
    );

/** A document of the index: its version, and its text in one order. */
interface Stored {
  version: number;
  text: string;
}

/** How many documents a request asks for. */
const page = 2000;

/** The documents of the index by id. Reads are real time: no refresh is waited for. */
function documentsOf(index: SearchIndex, ids: readonly string[]): Map<string, Stored> {
  const stored = new Map<string, Stored>();
  for (let from = 0; from < ids.length; from += page) {
    const body = JSON.stringify({ ids: ids.slice(from, from + page) });
    const { docs } = parseExact(index.handle({ method: 'POST', path: `/${itemName}/_mget`, query: {}, body }).body) as {
      docs: { _id: string; found: boolean; _version: number; _source: unknown }[];
    };
    for (const { _id, found, _version, _source } of docs)
      if (found) stored.set(_id, { version: Number(_version), text: canonical(_source) });
  }
  return stored;
}

/** Of changes of one instant, the one that the table shows to be the last; all that it may have been, where it does not. */
function lastOf(changes: readonly Change[], item: unknown): readonly Change[] {
  if (changes.length === 1) return changes;
  const last = changes.filter((change) => canonical(change.item ?? null) === canonical(item ?? null));
  return last.length > 0 ? last : changes;
}

const keyText = (item: Record<string, unknown>): string => canonical(itemKey.map(({ name }) => item[name]));

const digestOf = (data: Uint8Array): string => hash('sha256', data);

const nowhere = {} as Change['record'];

function readOrNothing(data: Uint8Array): Change | undefined {
  try {
    const record = { kinesis: { data: Buffer.from(data).toString('base64') } } as Change['record'];
    // without what it was read from: the newest change of every document is kept
    return { ...readChange(record), record: nowhere };
  } catch {
    return undefined;
  }
}
