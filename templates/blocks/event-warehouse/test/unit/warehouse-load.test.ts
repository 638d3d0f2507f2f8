import { beforeEach, describe, expect, it } from '@jest/globals';
import { StatementFailed } from '../../processors/lib/warehouse/statements.ts';
import type { Warehouse } from '../../processors/warehouse-loader/load.ts';
import { curated, WarehouseWorld } from '../warehouse-world.ts';

let world: WarehouseWorld;
beforeEach(async () => {
  world = new WarehouseWorld();
  await world.migrate();
});

const day = '2026-03-01';
const events = () => world.query('SELECT event_id, amount, curated_hour FROM lakehouse.events ORDER BY event_id');
const entities = () =>
  world.query('SELECT entity_id, sequence, event_id, deleted FROM lakehouse.entities ORDER BY entity_id');

describe('a load', () => {
  it('brings every hour that was curated since the last one, oldest first', async () => {
    world.write(day, '2026-03-01-13', [curated('b')]);
    world.write(day, '2026-03-01-12', [curated('a')]);
    expect(await world.load()).toEqual(['2026-03-01-12', '2026-03-01-13']);
    expect(await events()).toEqual([
      { event_id: 'a', amount: '19.9000', curated_hour: '2026-03-01-12' },
      { event_id: 'b', amount: '19.9000', curated_hour: '2026-03-01-13' },
    ]);
    expect(await world.load()).toEqual([]);
  });

  it('loads an hour whose files have changed once more, and changes nothing where the rows are the same', async () => {
    world.write(day, '2026-03-01-12', [curated('a'), curated('b', { entity_id: 'order-2' })]);
    await world.load();
    const before = await world.contents();
    world.write(day, '2026-03-01-12', [curated('b', { entity_id: 'order-2' }), curated('a')]);
    expect(await world.load()).toEqual(['2026-03-01-12']);
    expect(await world.contents()).toEqual(before);
  });

  it('takes an event that is there on two days once, and leaves out one that an earlier hour has brought', async () => {
    world.write(day, '2026-03-01-12', [curated('a')]);
    await world.load();
    world.write(day, '2026-03-01-13', [curated('a', { amount: 1n }), curated('b')]);
    world.write('2026-02-28', '2026-03-01-13', [curated('b', { occurred_at: new Date('2026-02-28T12:00:00Z') })]);
    await world.load();
    expect(await events()).toEqual([
      { event_id: 'a', amount: '19.9000', curated_hour: '2026-03-01-12' },
      { event_id: 'b', amount: '19.9000', curated_hour: '2026-03-01-13' },
    ]);
  });

  it('keeps the change with the highest sequence of an entity, in whatever order hours come', async () => {
    world.write(day, '2026-03-01-13', [curated('c', { sequence: 3n, operation: 'delete', amount: null })]);
    await world.load();
    world.write(day, '2026-03-01-12', [curated('a'), curated('b', { sequence: 2n, operation: 'update' })]);
    await world.load();
    expect(await entities()).toEqual([{ entity_id: 'order-1', sequence: 3, event_id: 'c', deleted: true }]);
  });

  it('brings an entity back that was deleted, where a higher sequence says so', async () => {
    world.write(day, '2026-03-01-12', [curated('a', { sequence: 3n, operation: 'delete' })]);
    world.write(day, '2026-03-01-13', [curated('b', { sequence: 4n })]);
    await world.load();
    expect(await entities()).toMatchObject([{ sequence: 4, deleted: false }]);
  });

  it('sums amounts exactly', async () => {
    const cents = Array.from({ length: 10 }, (_, at) =>
      curated(`c${at}`, { entity_id: `order-${at}`, amount: 1_000n }),
    );
    const large = curated('large', { entity_id: 'large', amount: 999_999_999_999_999_999n });
    world.write(day, '2026-03-01-12', [...cents, large]);
    await world.load();
    expect(await world.query('SELECT * FROM lakehouse.orders_by_day')).toEqual([
      { day, currency: 'EUR', orders: 11, amount: '100000000000000.9999' },
    ]);
  });

  it('ignores what is no curated file', async () => {
    world.put('curated/day=2026-03-01/_SUCCESS', Buffer.from(''));
    world.put('curated/day=2026-03-01/hour=2026-03-01-12/part-0.parquet.tmp', Buffer.from(''));
    expect(await world.load()).toEqual([]);
  });

  it('begins no hour that it would not end', async () => {
    world.write(day, '2026-03-01-12', [curated('a')]);
    expect(await world.load(world.warehouse, { remaining: () => 20_000 })).toEqual([]);
    expect(await events()).toEqual([]);
  });
});

/** Stops at each statement of a load in turn: `after` says how many have had their effect before, for those that run one by one. */
const stopping = (stopped: (call: number) => 'before' | 'after' | undefined): Warehouse => {
  let call = 0;
  return {
    query: world.warehouse.query,
    transaction: async (sqls, deadline) => {
      const when = stopped(call++);
      if (when === 'before') throw new Error('the function was stopped');
      await world.warehouse.transaction(sqls, deadline);
      if (when === 'after') throw new Error('the function was stopped');
    },
  };
};

describe('a load that stops', () => {
  it.each(['before', 'after'] as const)('%s its transaction is repeated, and nothing is there twice', async (when) => {
    world.write(day, '2026-03-01-12', [curated('a')]);
    world.write(day, '2026-03-01-13', [curated('b', { sequence: 2n })]);
    await expect(world.load(stopping((call) => (call === 1 ? when : undefined)))).rejects.toThrow('stopped');
    await world.load();
    expect((await events()).map(({ event_id }) => event_id)).toEqual(['a', 'b']);
    expect(await entities()).toMatchObject([{ event_id: 'b' }]);
    expect(await world.load()).toEqual([]);
  });

  it('in the middle of its transaction has had no effect', async () => {
    world.write(day, '2026-03-01-12', [curated('a')]);
    await world.load();
    const before = await world.contents();
    world.write(day, '2026-03-01-13', [curated('b')]);
    const statements = 10;
    for (let at = 1; at <= statements; at++) {
      const broken: Warehouse = {
        query: world.warehouse.query,
        transaction: (sqls, deadline) =>
          world.warehouse.transaction([...sqls.slice(0, at), 'SELECT nothing FROM lakehouse.events'], deadline),
      };
      await expect(world.load(broken)).rejects.toThrow('nothing');
      expect(await world.contents()).toEqual(before);
    }
    await world.load();
    expect(await events()).toHaveLength(2);
  });

  it('fails at a file that does not fit, and says so', async () => {
    world.put('curated/day=2026-03-01/hour=2026-03-01-12/part-0.parquet', Buffer.from('no Parquet'));
    await expect(world.load()).rejects.toThrow();
    expect(await events()).toEqual([]);
    await expect(
      world.load({
        query: world.warehouse.query,
        transaction: () => Promise.reject(new StatementFailed('FAILED: ERROR: 1023')),
      }),
    ).rejects.toThrow('1023');
  });
});

it('comes to the same for any order of hours, any repetition, and loads that stop anywhere', async () => {
  const hours = Array.from({ length: 6 }, (_, at) => `2026-03-01-${String(10 + at)}`);
  const drawn = draw(7);
  const all = hours.map((hour) =>
    Array.from({ length: 8 }, (_, at) =>
      curated(`${hour}-${at}`, {
        entity_id: `order-${drawn(4)}`,
        sequence: BigInt(drawn(30)),
        operation: (['create', 'update', 'delete'] as const)[drawn(3)]!,
        amount: BigInt(drawn(100_000)),
        currency: ['EUR', 'USD'][drawn(2)]!,
      }),
    ),
  );
  const plain = world;
  for (const [at, hour] of hours.entries()) plain.write(day, hour, all[at]!);
  await plain.load();
  const expected = await plain.contents();

  for (let seed = 0; seed < 5; seed++) {
    world = new WarehouseWorld();
    await world.migrate();
    const turn = draw(seed);
    const order = hours.map((_, at) => at).toSorted(() => turn(3) - 1);
    for (const at of [...order, ...order.slice(0, 2)]) {
      const events_ = all[at]!;
      world.write(day, hours[at]!, turn(2) === 0 ? events_ : events_.toReversed());
      const load = world.load(stopping(() => (['before', 'after', undefined] as const)[turn(3)]));
      await load.catch(() => undefined);
    }
    await world.load();
    expect(await world.contents()).toEqual(expected);
  }
});

/** Whole numbers below a limit, the same for the same seed. */
function draw(seed: number): (below: number) => number {
  let state = seed * 7919 + 17;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
