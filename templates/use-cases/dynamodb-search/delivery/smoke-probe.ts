import samples from '../contract/derived/item-samples.json' with { type: 'json' };
import { itemSearch } from '../contract/derived/item-search.ts';
import { itemKey, itemTimeToLive } from '../contract/derived/item-table.ts';
import { itemProblems } from '../contract/derived/item.ts';
import type { PipelineStage } from '../infra/config.ts';
import { output, type MarkedEvent, type MarkedRun, type SmokeProbe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { dynamodbItem } from '../processors/lib/dynamodb-item.ts';
import { markAttribute, markedItems, type Mark, type MarkedItem } from './marked-items.ts';
import { markedTable } from './marked-table.ts';
import type { ParkedStreamRecord } from './parked-records.ts';
import { nameOf, plainImage, plainItem, rawChange } from './raw-change.ts';
import { searchFunction } from './search-function.ts';

const contract = { key: itemKey, timeToLive: itemTimeToLive, problems: itemProblems, search: itemSearch, samples };
const day = 86_400_000;
const changes = ['written', 'updated', 'removed'] as const;
export type Change = (typeof changes)[number];

/** From the table to the search API, each with the credentials of the caller. */
export const smokeProbe: SmokeProbe<PipelineStage> = {
  does: `Writes ten marked items to the table of a stage, changes each of them once, removes one, and reports what became of
every change. Then removes everything it wrote.`,
  patience: ({ settings }) => 3 * settings.latencyObjective.toMilliseconds(),
  open: ({ client, outputs }, run): MarkedRun => {
    const expiry = Math.floor((Date.now() + day) / 1000);
    const { items, query } = markedItems(contract, { run, count: 10, expiry, random: Math.random });
    const table = markedTable(output(outputs, 'TableName'), client, run);
    const search = searchFunction(output(outputs, 'SearchFunctionName'), client);
    const events = eventsOf(items, table);
    return {
      run,
      events,
      sinks: { index: { kind: 'state', find: (signal) => search(query, run, signal) } },
      eventOf: (record) => parkedEvent(record as ParkedStreamRecord, items, events),
      cleanUp: async () => {
        const ended = await Promise.allSettled(items.map((item) => table.remove(item)));
        return items.filter((_, at) => ended[at]!.status === 'rejected').map(({ name }) => name);
      },
    };
  },
};

/** Every item is written, then every item is changed, then the first one is removed. */
export function eventsOf(items: readonly MarkedItem[], table: ReturnType<typeof markedTable>): MarkedEvent[] {
  const event = (item: number, change: Change, send: () => Promise<void>): MarkedEvent => ({
    name: `${items[item]!.name} ${change}`,
    item,
    change: changes.indexOf(change) + 1,
    removes: change === 'removed',
    send,
  });
  const written = items.map((item, nth) => event(nth, 'written', () => table.write(item, 'written')));
  const updated = items.map((item, nth) => event(nth, 'updated', () => table.write(item, 'updated')));
  const removed = { ...event(0, 'removed', () => table.remove(items[0]!)), after: updated[0]! };
  return [...written, ...updated, removed];
}

/** Which event a parked record is: known by the key of its item, and by the mark unless it is a removal. */
export function parkedEvent(
  { data }: ParkedStreamRecord,
  items: readonly MarkedItem[],
  events: readonly MarkedEvent[],
): MarkedEvent | undefined {
  const found = rawChange(Buffer.from(data, 'base64'));
  if (!found) return undefined;
  const item = items.findIndex(({ key }) => nameOf(plainItem(dynamodbItem(key) as never)) === found.item);
  const mark = found.image && (plainImage(found.image)[markAttribute] as Mark | undefined);
  return events.find((event) => event.item === item && (mark ? event.change === Number(mark.change) : event.removes));
}
