import { expect, it } from '@jest/globals';
import { defaultFaults, noFaults } from '../../.stream-pipeline/runtime/runtime.cjs';
import { itemName } from '../../contract/derived/item.ts';
import { keyOf, sampleItem, wrongItem } from '../../delivery/sample-items.ts';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import { parkedReasons, problemsOf } from './run.ts';
import { imageOf } from '../change-records.ts';
import * as subject from './subject.ts';
import { Workload } from './workload.ts';
import { begin, createWorld, largestBatch, outagesOf } from './world.ts';

const { createSubject } = subject;
/** SEED names one seed. SEEDS says how many are tried: SEEDS=100 takes some minutes. */
const { SEED, SEEDS = '10' } = process.env;
const seeds = SEED === undefined ? Array.from({ length: Number(SEEDS) }, (_, nth) => nth + 1) : [Number(SEED)];

it.each(seeds)(
  'accounts for every change, and ends with the newest state of every item, under the faults of seed %d',
  async (seed) => {
    const problems = await problemsOf(seed, subject);
    if (problems.length > 0) problems.push(`Repeat this run: SEED=${seed} npm run jest -- test/delivery/delivery`);
    expect(problems).toEqual([]);
  },
);

it('meets faults, and parks what cannot be read', async () => {
  const world = await createWorld({ seed: 1, rules: defaultFaults, outages: outagesOf(1), createSubject });
  await new Workload(world, 1).make(150);
  await world.settled();
  expect(world.faults.injected().length).toBeGreaterThan(50);
  expect(parkedReasons(world)).toContain('unreadable: it is not a JSON object');
});

it('indexes an item that was corrected in the same instant, instead of parking it with what was wrong', async () => {
  const rules = { ...noFaults, 'table.same-time': { rate: 1, sightings: Infinity } };
  const world = await createWorld({ seed: 1, rules, outages: [], createSubject });
  for (const item of Array.from({ length: 20 }, (_, nth) => sampleItem(nth))) {
    world.table.put(dynamodbItem(wrongItem(item)) as never);
    world.table.put(dynamodbItem(item) as never);
  }
  await world.settled();
  expect(world.account.differences()).toEqual([]);
  expect(world.account.summary()[0]).toMatchObject({ delivered: 20, parked: 0, lost: 0 });
});

it('lets nothing in an item pass for what the index keeps about it', async () => {
  const world = await createWorld({ seed: 1, rules: noFaults, outages: [], createSubject });
  world.table.put(dynamodbItem({ ...sampleItem(0), 'stream.deleted': true, 'stream.version': 1 }) as never);
  await world.settled();
  await world.clock.advance(60_000);
  expect(world.account.differences()).toEqual([]);
  const body = JSON.stringify({ query: { term: { 'stream.deleted': true } } });
  const found = world.index.handle({ method: 'POST', path: `/${itemName}/_search`, query: {}, body });
  expect(JSON.parse(found.body)).toMatchObject({ hits: { total: { value: 0 } } });
});

it('parks a record that nobody foresaw, and what comes after it is indexed', async () => {
  const world = await createWorld({ seed: 1, rules: noFaults, outages: [], createSubject });
  const item = imageOf(sampleItem(0));
  const deep = `${'{"L":['.repeat(6000)}${']}'.repeat(6000)}`;
  const dynamodb = {
    ApproximateCreationDateTime: 1,
    Keys: imageOf(keyOf(sampleItem(0))),
    NewImage: { ...item, deep: 'here' },
  };
  world.stream.put('any', JSON.stringify({ eventName: 'INSERT', dynamodb }).replace('"here"', deep));
  for (let nth = 0; nth < 20; nth++) world.table.put(dynamodbItem(sampleItem(nth)) as never);
  await world.indexed();
  expect(parkedReasons(world)).toHaveLength(1);
  expect(world.clock.now() - begin).toBeLessThan(60_000);
  await world.settled();
  expect(world.account.differences()).toEqual([]);
});

it('accounts for every change of the largest batches that the mapping makes', async () => {
  const sizes: number[] = [];
  const world = await createWorld({
    seed: 1,
    rules: noFaults,
    outages: [],
    createSubject: (ports) => {
      const indexer = createSubject(ports);
      return (event, context) => {
        sizes.push(event.Records.length);
        return indexer(event, context);
      };
    },
  });
  // keys alone: a batch of large items ends at the largest payload
  for (let nth = 0; nth < 1500; nth++) world.table.put(dynamodbItem(keyOf(sampleItem(nth))) as never);
  await world.settled();
  expect(Math.max(...sizes)).toBe(largestBatch);
  expect(world.account.summary()[0]).toMatchObject({ delivered: 1500, parked: 0, lost: 0 });
  expect(world.account.differences()).toEqual([]);
});
