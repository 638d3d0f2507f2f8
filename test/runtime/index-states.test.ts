import { expect, it } from '@jest/globals';
import { createClock, createFaults, createIndex, indexSettings, noFaults } from '../../runtime/door.ts';
import { lasting } from '../../runtime/kernel/fault-rules.ts';
import { Metrics } from '../../runtime/kernel/metrics.ts';
import { reportHealth } from '../../runtime/services/opensearch/metrics.ts';

/** What a domain in a state answers, and how long it takes, in milliseconds. */
async function inState(point: string, [method, path, body]: readonly [string, string, string]) {
  const clock = createClock(Date.UTC(2026, 0, 1));
  const faults = createFaults({ seed: 1, clock, rules: { ...noFaults, [point]: lasting }, outages: [] });
  const { fetch } = createIndex({ clock, faults, settings: indexSettings.domain });
  const begun = clock.now();
  return await clock.run(
    (async () => {
      const response = await fetch(`http://engine${path}`, { method, body });
      const { error } = (await response.json()) as { error?: { type: string } };
      return { status: response.status, type: error?.type, took: clock.now() - begun };
    })(),
  );
}
const write = ['POST', '/things/_bulk', '{"index":{"_id":"1"}}\n{"n":1}\n'] as const;
const search = ['POST', '/things/_search', '{}'] as const;

it.each([
  ['index.disk-full', write, 403, 'cluster_block_exception'],
  ['index.disk-full', search, 404, 'index_not_found_exception'],
  ['index.memory-full', write, 429, 'circuit_breaking_exception'],
  ['index.memory-full', search, 429, 'circuit_breaking_exception'],
  ['index.shard-missing', write, 503, 'unavailable_shards_exception'],
  ['index.shard-missing', search, 503, 'search_phase_execution_exception'],
] as const)('in state %s a domain answers %j with %d', async (point, request, status, type) => {
  expect(await inState(point, request)).toMatchObject({ status, type });
});

it('takes its time where it is slow', async () => {
  expect((await inState('index.slow', write)).took).toBeGreaterThan(15_000);
  expect((await inState('index.slow', search)).took).toBeGreaterThan(5000);
  expect((await inState('index.slow', search)).took).toBeLessThan(6000);
});

it('shows its state in the metrics of a domain', () => {
  const health = (state: object) => {
    const metrics = new Metrics({ now: () => 0 });
    const well = { diskFull: false, memoryFull: false, shardMissing: false, volume: 1000 };
    reportHealth(metrics, { DomainName: 'search' }, { ...well, ...state });
    return Object.fromEntries(metrics.all().map(({ name, minutes }) => [name, minutes[0]!.sum]));
  };
  const well = { 'ClusterStatus.red': 0, ClusterIndexWritesBlocked: 0, FreeStorageSpace: 800, JVMMemoryPressure: 40 };
  expect(health({})).toEqual(well);
  expect(health({ diskFull: true })).toEqual({ ...well, ClusterIndexWritesBlocked: 1, FreeStorageSpace: 100 });
  expect(health({ memoryFull: true })).toEqual({ ...well, JVMMemoryPressure: 98 });
  expect(health({ shardMissing: true })).toEqual({ ...well, 'ClusterStatus.red': 1 });
});
