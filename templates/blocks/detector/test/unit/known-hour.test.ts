import { describe, expect, it } from '@jest/globals';
import { knownHour } from '../../delivery/known-hour.ts';
import type { RowKey } from '../../processors/lib/detector/rows.ts';
import { minute, noon } from '../access-records.ts';
import { outage, World } from '../evaluator-world.ts';

const group = '/new';

/** A detector with an hour of another group; `meanwhile` happens once, before a row of this kind is written. */
async function known(kind: string, meanwhile: (world: World) => Promise<unknown>) {
  const world = new World();
  await world.hour();
  let waits = true;
  world.rows.beforePut = async ({ pk }: RowKey) => {
    if (!waits || !pk.startsWith(kind)) return;
    waits = false;
    await meanwhile(world);
  };
  const clock = { now: () => world.now, sleep: async (ms: number) => void (world.now += ms) };
  const hour = await knownHour({ rows: world.rows, clock: clock as never }, { source: 'alb', group, quiet: true });
  return { world, hour };
}

describe('an hour of a group that nobody has seen', () => {
  it.each([
    ['while its minutes are written', 'summary#alb'],
    ['between the last of them and the frontier', 'frontier#alb'],
  ])('is known to an evaluator that judges %s', async (_when, kind) => {
    const { world, hour } = await known(kind, (evaluated) => evaluated.minute(noon, { '/a': {} }));
    expect(hour!.written).toBe(60);
    for (const at of [1, 2]) await world.minute(noon + at * minute, { '/a': {}, [group]: outage });
    expect(world.told).toEqual([expect.objectContaining({ groups: [group] })]);
  });
});
