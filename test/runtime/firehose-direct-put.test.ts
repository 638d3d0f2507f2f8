import { expect, it } from '@jest/globals';
import { createClock, createFaults, createObjects, parquetRows, startDirectPutDelivery } from '../../runtime/door.ts';
import type { FaultRules, Outage } from '../../runtime/contracts/faults.ts';
import { always, hour, minute } from './world.ts';

const configuration = {
  BucketARN: { Ref: 'Bucket' },
  RoleARN: { Ref: 'Role' },
  Prefix: 'raw/hour=!{timestamp:yyyy-MM-dd-HH}/',
  ErrorOutputPrefix: 'errors/!{firehose:error-output-type}/',
  BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
};

const columns = [{ Name: 'letter', Type: 'string' }];
const row = (letter: string): string => `${JSON.stringify({ letter })}\n`;

function world(rules: FaultRules = always({}), outages: readonly Outage[] = []) {
  const clock = createClock(Date.UTC(2026, 10, 22, 23, 59, 30));
  const faults = createFaults({ seed: 1, clock, rules, outages });
  const bucket = createObjects({ clock, faults });
  const delivery = startDirectPutDelivery({ clock, faults, name: 'raw', bucket, columns, configuration });
  const found = () =>
    bucket.contents('').map(({ key, body }) => [
      key.slice(0, 22),
      parquetRows(body)
        .map(({ letter }) => letter)
        .join(''),
    ]);
  return { clock, delivery, found };
}

it('delivers what is put, below the hour of the oldest record of an object', async () => {
  const { clock, delivery, found } = world();
  expect(delivery.putBatch([row('a'), row('b')])).toEqual([]);
  await clock.advance(40_000);
  expect(delivery.putBatch([row('c')])).toEqual([]);
  await clock.run(delivery.idle());
  expect(found()).toEqual([['raw/hour=2026-11-22-23', 'abc']]);
});

it('names the records that it does not take, and takes them when they are put again', async () => {
  const { clock, delivery, found } = world(always({ 'delivery.record-throttled': 1 }));
  expect(delivery.putBatch([row('a'), row('b')])).toEqual([0, 1]);
  expect(delivery.putBatch([row('a'), row('b')])).toEqual([]);
  await clock.run(delivery.idle());
  expect(found().map(([, text]) => text)).toEqual(['ab']);
});

it.each([
  [23, 0],
  [25, 1],
])('keeps what it cannot deliver for 24 hours: after %d hours, it has lost %d', async (hours, lost) => {
  const from = Date.UTC(2026, 10, 22, 23, 59);
  const { clock, delivery } = world(always({}), [
    { point: 'delivery.destination-down', from, to: from + hours * hour },
  ]);
  delivery.putBatch([row('a')]);
  await clock.advance(hours * hour + 10 * minute);
  await clock.run(delivery.idle());
  expect(delivery.lost()).toBe(lost);
});

it.each<[string, readonly string[]]>([
  ['no record', []],
  ['501 records', Array.from({ length: 501 }, () => 'a')],
  ['a record of more than 1,000 KiB', ['x'.repeat(1_024_001)]],
  ['more than 4 MiB', Array.from({ length: 5 }, () => 'x'.repeat(900_000))],
])('refuses a call of %s', (_, records) => {
  expect(() => world().delivery.putBatch(records)).toThrow(RangeError);
});
