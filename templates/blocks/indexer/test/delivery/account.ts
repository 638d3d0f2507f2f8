import { itemName } from '../../contract/derived/item.ts';
import { createLedger } from '../../.stream-pipeline/runtime/runtime.cjs';
import { readChange, type Change } from '../../processors/indexer/change.ts';
import { byDocument } from '../../processors/indexer/collapse.ts';
import { documentOf } from '../../processors/indexer/document.ts';
import { dropRules } from '../../processors/indexer/drop-rules.ts';
import { canonical, parseExact } from '../../processors/lib/exact-json.ts';
import { readParked, type ParkedRecord } from '../../tools/replay/parked.ts';
import type { World } from './world.ts';

/** A document of the index: its version, and its text in one order. */
interface Stored {
  version: bigint;
  text: string;
}

/** The documents of the index by id. Reads are real time: no refresh is waited for. */
export function documentsOf(world: World, ids: readonly string[]): Map<string, Stored> {
  const request = { method: 'POST', path: `/${itemName}/_mget`, query: {}, body: JSON.stringify({ ids }) };
  const { docs } = parseExact(world.index.handle(request).body) as {
    docs: { _id: string; found: boolean; _version: number; _source: unknown }[];
  };
  return new Map(
    docs
      .filter(({ found }) => found)
      .map(({ _id, _version, _source }) => [_id, { version: BigInt(_version), text: canonical(_source) }]),
  );
}

/** Every record that lies in the failure store. */
export const parkedRecords = (world: World): (ParkedRecord & { key: string })[] =>
  world.failures
    .contents('')
    .flatMap(({ key, body }) =>
      readParked(key, Buffer.from(body).toString(), new Date()).records.map((record) => ({ ...record, key })),
    );

/** Every record of the stream once, whatever the stream repeats. */
function accepted(world: World): { data: string; change?: Change }[] {
  const records = new Map(world.stream.records().map(({ data }) => [Buffer.from(data).toString('base64'), data]));
  return [...records.keys()].map((data) => {
    try {
      return { data, change: readChange({ kinesis: { data } } as never) };
    } catch {
      return { data };
    }
  });
}

/** What became of every change: delivered, superseded, parked, dropped, or lost. */
export function account(world: World) {
  const ledger = createLedger();
  const records = accepted(world);
  const parked = new Map(parkedRecords(world).map((record) => [record.data, record]));
  const stored = documentsOf(
    world,
    records.flatMap(({ change }) => change?.id ?? []),
  );
  for (const { data, change } of records) {
    const id = change ? `${change.id} at ${change.version}` : `unreadable ${data.slice(0, 12)}`;
    ledger.accept(id, ['index']);
    const inIndex = change && stored.get(change.id);
    const store = parked.get(data);
    const rule = change && dropRules.find((each) => each.drops(change));
    if (change && inIndex?.version === change.version) ledger.delivered(id, 'index');
    else if (change && inIndex && inIndex.version > change.version) ledger.superseded(id, 'index');
    if (store) ledger.parked(id, 'index', store.key, store.reason);
    if (rule) ledger.dropped(id, 'index', rule.name);
  }
  return ledger;
}

/**
 * The documents that are not what they should be: the newest change of their item. None, when all is well; what is parked is
 * left out, because it is accounted for.
 */
export function differences(world: World): string[] {
  const parked = new Set(parkedRecords(world).map(({ data }) => data));
  const changes = accepted(world).flatMap(({ data, change }) => (change ? [{ data, change }] : []));
  const kept = changes.filter(({ change }) => !dropRules.some((rule) => rule.drops(change)));
  const held = new Set(kept.filter(({ data }) => parked.has(data)).map(({ change }) => change));
  const stored = documentsOf(
    world,
    kept.map(({ change }) => change.id),
  );
  return byDocument(kept.map(({ change }) => change)).flatMap(({ newest, tied }) => {
    if ([newest, ...tied].some((change) => held.has(change))) return [];
    const found = stored.get(newest.id)?.text ?? 'nothing';
    const wanted = lastOf([newest, ...tied], world).map(documentOf);
    return wanted.includes(found) ? [] : [`${newest.id}: expected ${wanted.join(' or ')}, found ${found}`];
  });
}

/** Of changes of one instant, the one that the table shows to be the last; all that it may have been, where it does not. */
function lastOf(changes: readonly Change[], world: World): readonly Change[] {
  if (changes.length === 1) return changes;
  const isOf = (key: Change['key']) => (item: Record<string, unknown>) =>
    Object.entries(key).every(([name, value]) => canonical(item[name]) === canonical(value));
  const item = world.table.items().find(isOf(changes[0]!.key));
  const last = changes.filter((change) => canonical(change.item ?? null) === canonical(item ?? null));
  return last.length > 0 ? last : changes;
}
