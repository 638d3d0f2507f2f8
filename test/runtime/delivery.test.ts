import { describe, expect, it } from '@jest/globals';
import { defaultFaults } from '../../runtime/door.ts';
import type { Strike } from '../../runtime/contracts/faults.ts';
import { createLedger } from '../../runtime/door.ts';
import type { Ledger } from '../../runtime/contracts/ledger.ts';
import { clientOf } from './index-client.ts';
import { documentOf, indexerIn, tombstone, type Flaw } from './indexer.ts';
import { dataOf, mapped } from './mapped.ts';
import { createWorld, hour, minute, type World } from './world.ts';

const seeds = Array.from({ length: 50 }, (_, n) => n + 1);
const keys = Array.from({ length: 30 }, (_, n) => `p${n}`);

interface Run {
  readonly ledger: Ledger;
  /** Keys whose newest state the index does not hold. */
  readonly diverged: readonly string[];
  readonly injected: readonly Strike[];
}

/** 30 items, written, changed, deleted and written again under faults; then everything comes to rest. */
async function run(seed: number, flaw: Flaw | undefined): Promise<Run> {
  const outages = [
    { point: 'index.request-503', from: Date.UTC(2026, 0, 1, 0, 2), to: Date.UTC(2026, 0, 1, 0, 12) } as const,
  ];
  const world = createWorld({ seed, rules: defaultFaults, outages, shards: 2 });
  const properties = {
    BatchSize: 25,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 20,
    FunctionResponseTypes: ['ReportBatchItemFailures'] as const,
  };
  const indexer = indexerIn(world, flaw);
  const mapping = mapped(world, properties, (_, event) => indexer(event));
  const ledger = createLedger();
  const newest = new Map<string, object>();
  const change = (id: string, revision: number) => {
    const item = { id: { S: id }, revision: { N: String(revision) } };
    if (revision % 3 === 0) world.table.delete({ id: item.id });
    else world.table.put(item);
    newest.set(id, revision % 3 === 0 ? tombstone : documentOf(item));
    ledger.accept(`${id}@${revision}`, ['index']);
  };
  const work = async () => {
    for (const revision of [1, 2, 3, 4, 5, 6]) {
      for (const id of keys) if (Number(id.slice(1)) % 4 < 2 || revision < 4) change(id, revision);
      if (revision % 2 === 0) await world.clock.sleep(minute);
    }
    await world.table.captured();
    await mapping.idle();
  };
  await world.clock.run(work());
  await world.clock.advance(hour);
  account(world, ledger, newest);
  const documents = documentsIn(world);
  const diverged = keys.filter((id) => JSON.stringify(documents.get(id)) !== JSON.stringify(newest.get(id)));
  return { ledger, diverged, injected: world.faults.injected() };
}

function documentsIn(world: World): Map<string, { revision?: number }> {
  const { docs } = clientOf(world).post('/products/_mget', { ids: keys }).body;
  return new Map(docs.map(({ _id, _source }: { _id: string; _source: object }) => [_id, _source]));
}

/** Writes into the ledger what is found in the sink and in the failure store. */
function account(world: World, ledger: Ledger, newest: ReadonlyMap<string, object>): void {
  const documents = documentsIn(world);
  for (const id of keys) {
    const document = documents.get(id);
    const shown =
      document?.revision ?? (document && JSON.stringify(newest.get(id)) === JSON.stringify(document) ? Infinity : 0);
    for (let revision = 1; revision <= 6; revision++) {
      if (revision === shown) ledger.delivered(`${id}@${revision}`, 'index');
      else if (revision < shown) ledger.superseded(`${id}@${revision}`, 'index');
    }
  }
  for (const { key, body } of world.objects.contents('aws/lambda/')) {
    const { payload, requestContext } = JSON.parse(Buffer.from(body).toString());
    for (const record of JSON.parse(payload).Records) {
      const { Keys, NewImage } = JSON.parse(dataOf(record)).dynamodb;
      if (NewImage) ledger.parked(`${Keys.id.S}@${NewImage.revision.N}`, 'index', key, requestContext.condition);
    }
  }
}

describe('an indexer under the default faults and a ten-minute outage', () => {
  it('that keeps the contract loses nothing, and its index equals the table', async () => {
    const points = new Set<string>();
    for (const seed of seeds) {
      const { ledger, diverged, injected } = await run(seed, undefined);
      for (const { point } of injected) points.add(point);
      expect({ seed, diverged, lost: ledger.summary()[0]!.lostIds }).toEqual({ seed, diverged: [], lost: [] });
    }
    // Every fault point of this path has struck somewhere, or the proof would be hollow. It parks nothing, and reads consistently.
    const elsewhere = ['objects.put-failed', 'table.read-stale'];
    const otherPaths = /^(api|delivery|events|glue|kafka|notification|queue|table-stream|topic|warehouse)\./;
    const inPath = Object.entries(defaultFaults).flatMap(([point, { rate }]) =>
      rate > 0 && !elsewhere.includes(point) && !otherPaths.test(point) ? [point] : [],
    );
    expect([...points].toSorted()).toEqual(inPath.toSorted());
  }, 60_000);

  it('that acknowledges every batch is caught every time', async () => {
    expect(await seedsThatCatch('acknowledges every batch', seeds)).toEqual(seeds);
  }, 60_000);

  it.each<Flaw>([
    'ignores failed items',
    'writes without versions',
    'deletes for good',
    'ignores ties',
    'reports the highest failed number',
  ])('that %s is caught on at least nine of ten seeds', async (flaw) => {
    expect((await seedsThatCatch(flaw, seeds.slice(0, 10))).length).toBeGreaterThanOrEqual(9);
  });
});

async function seedsThatCatch(flaw: Flaw, tried: readonly number[]): Promise<number[]> {
  const caught: number[] = [];
  for (const seed of tried) {
    const { ledger, diverged } = await run(seed, flaw);
    if (diverged.length > 0 || ledger.summary()[0]!.lost > 0) caught.push(seed);
  }
  return caught;
}

it('gives the same faults and the same fate of every event for the same seed', async () => {
  const [once, again] = [await run(7, 'ignores failed items'), await run(7, 'ignores failed items')];
  expect(again.injected).toEqual(once.injected);
  expect(again.diverged).toEqual(once.diverged);
  expect(again.ledger.print()).toBe(once.ledger.print());
});
