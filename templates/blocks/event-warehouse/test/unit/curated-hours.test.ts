import { expect, it } from '@jest/globals';
import { dueOf, hoursOf } from '../../processors/warehouse-loader/curated-hours.ts';
import { manifestKey, manifestOf } from '../../processors/warehouse-loader/manifest.ts';

const object = (day: string, hour: string, more = {}) => ({
  key: `curated/day=${day}/hour=${hour}/part-0.parquet`,
  size: 10,
  eTag: '"a"',
  ...more,
});
const early = object('2026-03-01', '2026-03-01-12');
const late = object('2026-02-01', '2026-03-01-12');

it('puts the files of an hour together, whatever the day of their events', () => {
  const hours = hoursOf([early, object('2026-03-01', '2026-03-01-09'), late]);
  expect(hours.map(({ hour, objects }) => [hour, objects.length])).toEqual([
    ['2026-03-01-09', 1],
    ['2026-03-01-12', 2],
  ]);
});

it.each([
  ['other names', [early, { ...late, key: late.key.replace('part-0', 'part-1') }]],
  ['other sizes', [early, { ...late, size: 11 }]],
  ['another content', [early, { ...late, eTag: '"b"' }]],
  ['one file less', [early]],
])('loads an hour again whose files have %s', (_, changed) => {
  const loaded = new Map(hoursOf([late, early]).map(({ hour, files }) => [hour, files]));
  expect(dueOf(hoursOf([early, late]), loaded)).toEqual([]);
  expect(dueOf(hoursOf(changed), loaded)).toHaveLength(1);
});

it('writes a manifest of its own for each set of files, with their sizes', () => {
  const [first] = hoursOf([early]);
  const [second] = hoursOf([early, late]);
  expect(manifestKey(first!)).toMatch(/^warehouse-loads\/hour=2026-03-01-12\/[\da-f]{16}\.json$/);
  expect(manifestKey(first!)).not.toBe(manifestKey(second!));
  expect(JSON.parse(manifestOf('lake', second!))).toEqual({
    entries: [late, early].map(({ key, size }) => ({
      url: `s3://lake/${key}`,
      mandatory: true,
      meta: { content_length: size },
    })),
  });
});
