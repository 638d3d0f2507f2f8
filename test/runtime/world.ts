import { createClock, createFaults, createObjects, createStream, createTable, noFaults } from '../../runtime/door.ts';
import type { FaultPoint, FaultRule, FaultRules, Outage } from '../../runtime/contracts/faults.ts';
import { createIndex, indexSettings } from '../../runtime/door.ts';
import type { IndexSettings } from '../../runtime/services/opensearch/types.ts';

/** 2026-01-01T00:00:00Z: where the time of every test begins. */
export const start = Date.UTC(2026, 0, 1);
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export const streamArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes';
export const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:indexer';
export const roleArn = 'arn:aws:iam::111122223333:role/indexer';

/** These faults strike always, so many times per record, and no others. */
export const always = (points: Readonly<Record<FaultPoint, number>>): FaultRules => ({
  ...noFaults,
  ...Object.fromEntries(
    Object.entries(points).map(([point, sightings]) => [point, { rate: 1, sightings } satisfies FaultRule]),
  ),
});

interface WorldOptions {
  seed?: number;
  rules?: FaultRules;
  outages?: Outage[];
  shards?: number;
  retention?: number;
  /** Undefined where nobody chose one. */
  precision?: 'MICROSECOND' | 'MILLISECOND' | undefined;
  index?: Partial<IndexSettings>;
}

/** A table, the stream of its changes, an index and a bucket, on one clock. */
export function createWorld(options: WorldOptions) {
  const clock = createClock(start);
  const faults = createFaults({
    seed: options.seed ?? 1,
    clock,
    rules: options.rules ?? noFaults,
    outages: options.outages ?? [],
  });
  const stream = createStream({
    arn: streamArn,
    shards: options.shards ?? 1,
    retention: options.retention ?? day,
    clock,
  });
  const changes = { stream, precision: 'precision' in options ? options.precision : 'MICROSECOND' } as const;
  const table = createTable({ name: 'products', key: ['id'], changes, clock, faults });
  const index = createIndex({ settings: { ...indexSettings.domain, ...options.index }, clock, faults });
  const objects = createObjects({ clock, faults });
  return { clock, faults, stream, table, index, objects };
}

export type World = ReturnType<typeof createWorld>;
