import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  createLedger,
  type Ledger,
  type ObjectStore,
  type SearchIndex,
  type Table,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { dropRules, type DroppableChange } from '../../processors/indexer/drop-rules.ts';
import { readParked, type ParkedRecord } from '../replay/parked.ts';
import { AcceptedRecords } from './accepted.ts';
import { isWrong } from './sample-items.ts';
import { indexedDocuments, type Indexed } from './indexed-documents.ts';
import {
  nameOf,
  plainDocument,
  plainImage,
  plainItem,
  rawChange,
  withState,
  type Plain,
  type RawChange,
} from './raw-change.ts';

/** Where a change can be found in the end. */
export interface Places {
  table: Table;
  failures: ObjectStore;
  index: SearchIndex;
}

export type Fate = 'delivered' | 'parked' | 'lost';

/** What is known of an item: its newest change that no rule drops, and others that carry the same time. */
interface Newest {
  /** The name of the item, the same string for all of its changes. */
  item: string;
  micros: number;
  changes: { change: RawChange; digest: string }[];
  /** The newest change that a rule drops. */
  droppedAt: number;
}

/** What is known of a record beside what it says. */
interface Evidence {
  parked?: ParkedRecord & { key: string };
  /** Another change of the same time and item is the one that the index has. */
  beaten?: boolean;
}

/**
 * Keeps account of every record that the stream accepted: what became of it, and whether the index agrees with the table. The only
 * code of the processors that it uses is the drop rules, which define what is left out on purpose.
 */
export class Account {
  readonly #accepted = new AcceptedRecords();
  readonly #newest = new Map<string, Newest>();

  /** Accepts a record. A record that the stream repeats counts once. */
  accept(data: Uint8Array): void {
    const digest = digestOf(data);
    if (this.#accepted.has(digest)) return;
    const change = rawChange(data);
    if (!change) {
      this.#accepted.add(digest, { item: `unreadable ${digest.slice(0, 12)}` });
      return;
    }
    const newest = this.#newestOf(change.item);
    const rule = ruleThatDrops(change);
    const { item } = newest;
    this.#accepted.add(digest, { item, micros: change.micros, ...(rule === undefined ? {} : { rule }) });
    if (rule !== undefined) newest.droppedAt = Math.max(newest.droppedAt, change.micros);
    else if (change.micros > newest.micros) {
      newest.micros = change.micros;
      newest.changes = [{ change, digest }];
    } else if (change.micros === newest.micros) newest.changes.push({ change, digest });
  }

  /** How many different records the stream accepted. */
  get size(): number {
    return this.#accepted.size;
  }

  /** What became of every record: delivered, superseded, parked, dropped, or lost. */
  ledger({ failures, index }: Places): Ledger {
    const ledger = createLedger();
    const stored = indexedDocuments(index).byItem;
    const taken = new Map<string, number>();
    let superseded = 0;
    for (const { item, micros, rule, found: { parked, beaten } = {} } of this.#accepted.with(
      this.#evidence(failures, stored),
    )) {
      const { version, copies } = stored.get(item) ?? { version: -Infinity, copies: 0 };
      const isSuperseded =
        micros !== undefined && rule === undefined && (version > micros || (beaten === true && !parked));
      if (isSuperseded && !parked) {
        superseded++;
        continue;
      }
      const id = unique(micros === undefined ? item : `${item} at ${micros}`, taken);
      ledger.accept(id, ['index']);
      if (isSuperseded) ledger.superseded(id, 'index');
      else if (rule !== undefined) ledger.dropped(id, 'index', rule);
      else if (version === micros && beaten === undefined)
        for (let nth = 0; nth < copies; nth++) ledger.delivered(id, 'index');
      if (parked) ledger.parked(id, 'index', parked.key, parked.reason);
    }
    ledger.countSuperseded(superseded, 'index');
    return ledger;
  }

  /**
   * What became of the newest change of every item. It depends on the changes alone, not on batches and faults. Left out are items
   * whose newest changes share a time where the table does not tell their order any more, because a rule drops their removal.
   */
  newestFates({ table, failures, index }: Places): Record<string, Fate> {
    const stored = indexedDocuments(index).byItem;
    const parked = parkedByDigest(failures);
    const items = itemsOf(table);
    return Object.fromEntries(
      [...this.#newest.values()].flatMap(({ item, micros, changes }): [string, Fate][] => {
        const isOfTable = ({ change }: { change: RawChange }) => isDeepStrictEqual(imageOf(change), items.get(item));
        const last = changes.length === 1 ? changes[0] : changes.find(isOfTable);
        if (!last) return [];
        if (changes.length > 1 && parked.has(last.digest)) return [[item, 'parked']];
        if (stored.get(item)?.version === micros) return [[item, 'delivered']];
        return [[item, parked.has(last.digest) ? 'parked' : 'lost']];
      }),
    );
  }

  /**
   * The items whose document is not what it should be: the item as the table holds it, or a mark that it was removed. None when all
   * is well. An item whose newest change is parked is left out, because the ledger accounts for it; but not if the table holds the
   * item in a valid state: of changes that share a time, the parked one was not the last.
   */
  differences({ table, failures, index }: Places): string[] {
    const parked = parkedByDigest(failures);
    const { byItem, others } = indexedDocuments(index);
    const items = itemsOf(table);
    const wrong = [...this.#newest.values()].flatMap((newest) => {
      if (newest.changes.some(({ digest }) => parked.has(digest)) && !isTaken(newest, items.get(newest.item)))
        return [];
      const found = byItem.get(newest.item);
      if (found && found.copies > 1) return [`${newest.item}: the index holds ${found.copies} documents for this item`];
      const document = found && plainDocument(found.source);
      const wanted = wantedOf(newest, items.get(newest.item));
      if (wanted.some((each) => isDeepStrictEqual(document, each))) return [];
      return [`${newest.item}: ${difference(document, wanted[0])}`];
    });
    const unknown = [...byItem.keys()].filter((item) => !this.#newest.has(item));
    return [
      ...wrong,
      ...unknown.map((item) => `${item}: the index holds a document for this item, but the item was never changed`),
      ...others.map((id) => `the index holds a document without an item key: ${id}`),
    ];
  }

  /**
   * The valid changes that are parked: those that can be read, unless the run made their item invalid in that change or a later one.
   * None when all is well after a replay.
   */
  validButParked({ failures }: Places): string[] {
    const parked = parkedRecords(failures).map(({ key, reason, data }) => ({
      key,
      reason,
      change: rawChange(Buffer.from(data, 'base64')),
    }));
    const wrongAt = new Map<string, number>();
    for (const { change } of parked)
      if (change?.image && isWrong(plainImage(change.image)))
        wrongAt.set(change.item, Math.max(change.micros, wrongAt.get(change.item) ?? 0));
    return parked.flatMap(({ key, reason, change }) =>
      change === undefined || change.micros <= (wrongAt.get(change.item) ?? 0)
        ? []
        : [`${change.item} at ${change.micros}: a valid change is parked in ${key}: ${reason}`],
    );
  }

  #newestOf(item: string): Newest {
    let newest = this.#newest.get(item);
    if (!newest) this.#newest.set(item, (newest = { item, micros: -Infinity, changes: [], droppedAt: -Infinity }));
    return newest;
  }

  /** By the digest of a record. */
  #evidence(failures: ObjectStore, stored: ReadonlyMap<string, Indexed>): Map<string, Evidence> {
    const evidence = new Map<string, Evidence>();
    for (const [digest, parked] of parkedByDigest(failures)) evidence.set(digest, { parked });
    for (const { item, micros, changes } of this.#newest.values()) {
      const found = stored.get(item);
      if (changes.length < 2 || found?.version !== micros) continue;
      const document = plainDocument(found.source);
      const has = changes.map(({ change }) => isDeepStrictEqual(documentOf(change), document));
      changes.forEach(({ digest }, nth) => {
        // where the index has none of them, none is delivered, and none of them by another
        if (!has[nth]) evidence.set(digest, { ...evidence.get(digest), beaten: has.includes(true) });
      });
    }
    return evidence;
  }
}

/** Every record that lies in the failure store. */
export const parkedRecords = (failures: ObjectStore): (ParkedRecord & { key: string })[] =>
  failures
    .contents('')
    .flatMap(({ key, body, storedAt }) =>
      readParked(key, Buffer.from(body).toString(), new Date(storedAt)).records.map((record) => ({ ...record, key })),
    );

const parkedByDigest = (failures: ObjectStore) =>
  new Map(parkedRecords(failures).map((record) => [digestOf(Buffer.from(record.data, 'base64')), record]));

const itemsOf = (table: Table): Map<string, Plain> =>
  new Map(
    table.items().map((item) => {
      const plain = plainItem(item);
      return [nameOf(plain)!, plain];
    }),
  );

/** What the index should have: what the table has, unless a rule drops what happened to it since. Nothing where all was dropped. */
function wantedOf({ micros, changes, droppedAt }: Newest, item: Plain | undefined): (Plain | undefined)[] {
  if (changes.length === 0) return [undefined];
  if (droppedAt >= micros) return changes.map(({ change }) => documentOf(change));
  return [item ? withState(item, micros, false) : removedOf(changes[0]!.change)];
}

/** Whether an index takes what the table has of an item: it is all right or removed, and no rule has dropped what happened last. */
const isTaken = ({ micros, droppedAt }: Newest, item: Plain | undefined): boolean =>
  droppedAt < micros && !(item && isWrong(item));

const imageOf = ({ image }: RawChange): Plain | undefined => image && plainImage(image);

const removedOf = ({ key, micros }: RawChange): Plain => withState(plainImage(key), micros, true);

const documentOf = (change: RawChange): Plain =>
  change.image ? withState(plainImage(change.image), change.micros, false) : removedOf(change);

const digestOf = (data: Uint8Array): string => hash('sha256', data);

/** None where a rule fails: then the indexer parks the change, and nothing else is wrong with that. */
function ruleThatDrops({ key, micros, image, expired }: RawChange): string | undefined {
  const change: DroppableChange = { key, version: BigInt(micros), ...(image ? { item: image } : {}), expired };
  try {
    return dropRules.find((rule) => rule.drops(change))?.name;
  } catch {
    return undefined;
  }
}

/** Changes that share a time and an item have names of their own. */
function unique(id: string, taken: Map<string, number>): string {
  const times = (taken.get(id) ?? 0) + 1;
  taken.set(id, times);
  return times === 1 ? id : `${id} (${times})`;
}

/** In what a document differs from the one that should be there. */
function difference(found: Plain | undefined, wanted: Plain | undefined): string {
  if (!found) return 'the index has no document for this item';
  if (!wanted) return 'the index holds a document for this item, although rules drop all of its changes';
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  return names
    .filter((name) => !isDeepStrictEqual(found[name], wanted[name]))
    .map((name) => `${name} is ${shown(found[name])} in the index but should be ${shown(wanted[name])}`)
    .join('; ');
}

const shown = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));
