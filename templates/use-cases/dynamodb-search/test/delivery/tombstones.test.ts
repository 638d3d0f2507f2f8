import { describe, expect, it } from '@jest/globals';
import { noFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { itemName } from '../../contract/derived/item.ts';
import { stages } from '../../infra/config.ts';
import { readChange } from '../../processors/indexer/change.ts';
import { BulkWriter } from '../../processors/lib/search/bulk-writer.ts';
import { SearchClient } from '../../processors/lib/search/search-client.ts';
import { cutoff, TombstonePurge } from '../../processors/tombstone-purge/tombstone-purge.ts';
import { oldestReplayable } from '../../delivery/failure-stores.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { removed, written } from '../change-records.ts';
import { deadlineIn } from '../scripted-engine.ts';
import { createSubject } from './subject.ts';
import { createWorld, type World } from './world.ts';

const item = sampleItem(0);
const { id } = readChange(written(item, { at: 1 }));
const day = 86_400_000;
const retention = stages[0]!.tombstoneRetention.toMilliseconds();

const quietWorld = () => createWorld({ seed: 1, rules: noFaults, outages: [], createSubject });

/** Indexes records as they come, in one batch each. */
async function index(world: World, ...records: ReturnType<typeof written>[]): Promise<void> {
  for (const { kinesis } of records) {
    world.stream.put(kinesis.partitionKey, Buffer.from(kinesis.data, 'base64'));
    await world.settled();
  }
}

/** Runs the daily purge as it is deployed. */
async function purge({ clock, index: engine }: World): Promise<number> {
  const client = new SearchClient('https://search.example', engine.fetch, clock);
  const tombstones = new TombstonePurge(client, new BulkWriter(client, itemName, clock), itemName, clock);
  const before = cutoff(clock.now(), retention / 1000);
  return (await clock.run(tombstones.purge(before, deadlineIn(60_000, clock)))).removed;
}

/** What the index holds of the item, in real time. */
const state = (world: World): 'missing' | 'tombstone' | 'item' => {
  const request = { method: 'POST', path: `/${itemName}/_mget`, query: {}, body: JSON.stringify({ ids: [id] }) };
  const { docs } = JSON.parse(world.index.handle(request).body) as {
    docs: { found: boolean; _source?: { stream: { deleted: boolean } } }[];
  };
  const source = docs[0]?._source;
  return source ? (source.stream.deleted ? 'tombstone' : 'item') : 'missing';
};
const micros = (world: World) => world.clock.now() * 1000;

describe('a removed item', () => {
  it('stays removed when an older change arrives a day later', async () => {
    const world = await quietWorld();
    const at = micros(world);
    await index(world, written(item, { at }), removed(item, { at: at + 2 }));
    await world.clock.advance(day);
    await index(world, written(item, { at: at + 1 }));
    expect(state(world)).toBe('tombstone');
  });

  it('stays removed when an older change that was parked is put back as late as that may be, and then waits in the stream', async () => {
    const world = await quietWorld();
    const at = world.clock.now();
    await index(world, removed(item, { at: at * 1000 + 1 }));
    const streamRetention = stages[0]!.streamRetention.toMilliseconds();
    const replayedAt = at + retention - streamRetention;
    expect(oldestReplayable(replayedAt, { tombstones: retention, stream: streamRetention })).toEqual(new Date(at));
    await world.clock.advance(retention - 1 - (world.clock.now() - at));
    await purge(world);
    await index(world, written(item, { at: at * 1000 }));
    expect(state(world)).toBe('tombstone');
  });

  it('comes back when it is written again', async () => {
    const world = await quietWorld();
    const at = micros(world);
    await index(world, written(item, { at }), removed(item, { at: at + 1 }), written(item, { at: at + 2 }));
    expect(state(world)).toBe('item');
  });

  it('is unknown to the index before: its removal still counts against an older change', async () => {
    const world = await quietWorld();
    const at = micros(world);
    await index(world, removed(item, { at: at + 1 }), written(item, { at }));
    expect(state(world)).toBe('tombstone');
  });
});

describe('the purge', () => {
  it('removes a tombstone once no late change can need it, and not before', async () => {
    const world = await quietWorld();
    await index(world, removed(item, { at: micros(world) }));
    await world.clock.advance(retention - day);
    expect([await purge(world), state(world)]).toEqual([0, 'tombstone']);
    await world.clock.advance(2 * day);
    expect([await purge(world), state(world)]).toEqual([1, 'missing']);
    await world.clock.advance(60_000);
    expect(await purge(world)).toBe(0);
  });

  it('leaves items alone, however old', async () => {
    const world = await quietWorld();
    await index(world, written(item, { at: micros(world) }));
    await world.clock.advance(3 * retention);
    expect([await purge(world), state(world)]).toEqual([0, 'item']);
  });
});
