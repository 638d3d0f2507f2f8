import { beforeEach, expect, it } from '@jest/globals';
import { accountOfCuration } from '../../delivery/curation-account.ts';
import { runCuration } from '../../delivery/curation/run.ts';
import { ObjectsInMemory, rawRow } from '../curation-objects.ts';

const now = Date.parse('2026-11-01T08:25:00Z');
const curated = 'curated/day=2026-11-01/hour=2026-11-01-05/part-00000.parquet';
let lake: ObjectsInMemory;

const problems = () =>
  accountOfCuration({
    contents: (prefix = '') =>
      [...lake.contents]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, body]) => ({ key, body: Buffer.from(body), storedAt: 0 })),
  } as Parameters<typeof accountOfCuration>[0]);

beforeEach(async () => {
  lake = new ObjectsInMemory();
  const late = { occurred_at: '2026-10-01T00:00:00Z' };
  lake.land('2026-11-01-05', 'a', [rawRow(1), rawRow(1), rawRow(2, { source: 'fax' }), rawRow(3, late)]);
  lake.land('2026-11-01-06', 'a', [rawRow(1, { kafka_offset: 9 }), rawRow(4)]);
  await runCuration(lake, now, { lag: 0, mostHours: 72, againFrom: undefined });
});

it('has nothing to say of what is curated as it should be', () => {
  expect(problems()).toEqual([]);
});

it('misses rows, and hours', () => {
  lake.contents.delete('quarantine/hour=2026-11-01-05/part-00000.parquet');
  lake.land('2026-11-01-07', 'a', [rawRow(5)]);
  expect(problems()).toEqual([
    'Hour 2026-11-01-07 of the raw zone is not curated',
    'Record events/0/2 is neither curated nor quarantined',
  ]);
});

it('finds what is there twice, in another day, or never landed', () => {
  lake.contents.set(curated.replace('hour=2026-11-01-05', 'hour=2026-11-01-04'), lake.contents.get(curated)!);
  expect(problems()).toEqual(['Event 2026-11-01 e-1 is curated 2 times']);
  lake.contents.set(curated.replace('day=2026-11-01', 'day=2026-11-02'), lake.contents.get(curated)!);
  expect(problems()).toContain('Record events/0/1 is in curated/day=2026-11-02/hour=2026-11-01-05/part-00000.parquet');
  lake.contents.delete('raw/hour=2026-11-01-06/a.parquet');
  expect(problems()).toContain('Record events/0/4 never landed');
});
