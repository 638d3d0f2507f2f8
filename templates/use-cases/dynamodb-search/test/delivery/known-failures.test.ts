import { describe, expect, it } from '@jest/globals';
import type { KinesisStreamRecord } from 'aws-lambda';
import { noFaults, type Outage } from '../../.stream-pipeline/runtime/runtime.cjs';
import { written } from '../change-records.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import type { IndexerUnderTest } from './indexer-ports.ts';
import { parkedReasons } from './run.ts';
import { createSubject } from './subject.ts';
import { begin, createWorld } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What comes of twenty written items while services do not work as said. */
async function indexedDuring(outages: readonly Outage[]) {
  const world = await createWorld({ seed: 1, rules: noFaults, outages, createSubject });
  await world.clock.advance(minute);
  for (let nth = 0; nth < 20; nth++) world.table.put(dynamodbItem(sampleItem(nth)) as never);
  await world.settled();
  expect(world.faults.injected().map(({ point }) => point)).toContain(outages[0]!.point);
  const [index] = world.account.summary();
  return { world, index: index! };
}

const outage = (point: Outage['point'], minutes: number): Outage => ({
  point,
  from: begin + 5_000,
  to: begin + minutes * minute,
});

/** Mistakes of published reference implementations: each was seen by running them. */
describe('where others lose, repeat or block changes', () => {
  it('keeps its place in the stream while the engine cannot be reached, instead of answering that all is well', async () => {
    const { index, world } = await indexedDuring([outage('index.reset-before', 30)]);
    expect(index).toMatchObject({ delivered: 20, lost: 0, parked: 0 });
    expect(world.account.differences()).toEqual([]);
  });

  it('keeps its place in the stream while the engine refuses every request', async () => {
    const { index } = await indexedDuring([outage('index.request-503', 30)]);
    expect(index).toMatchObject({ delivered: 20, lost: 0, parked: 0 });
  });

  it('writes a document later that the engine had no capacity for, instead of giving it up as failed', async () => {
    const { index } = await indexedDuring([outage('index.item-429', 30)]);
    expect(index).toMatchObject({ delivered: 20, lost: 0, parked: 0 });
  });

  it('sends less at once when the engine finds a request too large', async () => {
    const { index } = await indexedDuring([outage('index.request-413', 2)]);
    expect(index).toMatchObject({ delivered: 20, lost: 0 });
  });

  it('does a batch again whose result was lost, without a trace of it in the index', async () => {
    const { index, world } = await indexedDuring([outage('index.reset-after', 10)]);
    expect(index).toMatchObject({ delivered: 20, lost: 0 });
    expect(world.account.differences()).toEqual([]);
  });

  it('parks changes whole when the engine is away for longer than they may wait, instead of losing them', async () => {
    const { index, world } = await indexedDuring([outage('index.request-503', (13 * hour) / minute)]);
    expect(index).toMatchObject({ lost: 0 });
    expect(index.delivered + index.parked).toBe(20);
    expect(parkedReasons(world).length).toBeGreaterThan(0);
  });

  it('leaves to the next delivery what it had no time to send, instead of counting it as done', async () => {
    let indexer: IndexerUnderTest | undefined;
    const world = await createWorld({
      seed: 1,
      rules: noFaults,
      outages: [],
      createSubject: (ports) => (indexer = createSubject(ports)),
    });
    const recordOf = (nth: number) => written(sampleItem(nth), { at: (begin + nth) * 1000, sequenceNumber: `${nth}` });
    const delivered = (left: number, ...records: KinesisStreamRecord[]) =>
      world.clock.run(indexer!({ Records: records }, { getRemainingTimeInMillis: () => left }));
    // the first one finds out what the index was built from, and the time of the second is up before it sends anything
    expect(await delivered(minute, recordOf(1))).toEqual({ batchItemFailures: [] });
    expect(await delivered(1, recordOf(2), recordOf(3))).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  it('does not block a stream for one record that it cannot read', async () => {
    const world = await createWorld({ seed: 1, rules: noFaults, outages: [], createSubject });
    world.stream.put('any', 'poison');
    for (let nth = 0; nth < 20; nth++) world.table.put(dynamodbItem(sampleItem(nth)) as never);
    await world.indexed();
    expect(world.account.summary()[0]).toMatchObject({ delivered: 20, parked: 1, lost: 0 });
    expect(world.clock.now() - begin).toBeLessThan(minute);
  });
});
