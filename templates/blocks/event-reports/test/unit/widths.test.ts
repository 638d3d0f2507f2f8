import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCuration } from '../../delivery/curation/run.ts';
import { widths } from '../../delivery/curation/rules.ts';
import { eventColumns } from '../../processors/lib/warehouse/event-columns.ts';
import { ObjectsInMemory, rawRow } from '../curation-objects.ts';
import { WarehouseWorld } from '../warehouse-world.ts';

const package_ = join(import.meta.dirname, '..', '..', 'curation', 'package', 'curate');

it('lets the texts of events be as long as their columns of the warehouse', () => {
  // where a row comes from, Kafka says: a topic has a name of 249 characters at most
  const ofEvents = Object.entries(eventColumns).filter(([name]) => name !== 'kafka_topic');
  const varchars = ofEvents.flatMap(([name, type]) => {
    const [, width] = /^VARCHAR\((\d+)\)$/.exec(type) ?? [];
    return width === undefined ? [] : [[name, Number(width)]];
  });
  expect(Object.entries(widths)).toEqual(varchars);
});

it('has the widths that the job has', () => {
  const [, body] = /^WIDTHS = \{\n(.*?)^\}/ms.exec(readFileSync(join(package_, 'columns.py'), 'utf8'))!;
  const ofJob = [...body!.matchAll(/"(\w+)": ([\d_]+),/g)].map(([, name, width]) => [
    name,
    Number(width!.replaceAll('_', '')),
  ]);
  expect(ofJob).toEqual(Object.entries(widths));
});

it('loads the longest text that is curated, and quarantines a longer one', async () => {
  const lake = new ObjectsInMemory();
  const world = new WarehouseWorld();
  await world.migrate();
  // two bytes each
  const [longest, longer] = ['é'.repeat(32_767), 'é'.repeat(32_768)];
  lake.land('2026-11-01-05', 'a', [rawRow(1, { text: longest }), rawRow(2, { text: longer }), rawRow(3)]);
  const { hours } = await runCuration(lake, Date.parse('2026-11-01T08:00:00Z'), {
    lag: 0,
    mostHours: 72,
    againFrom: undefined,
  });
  expect(hours).toMatchObject([{ rows: 3, curated: 2, quarantined: 1, duplicates: 0 }]);
  for (const [key, body] of lake.contents) if (key.startsWith('curated/')) world.put(key, Buffer.from(body));
  await world.load();
  expect(await world.query('SELECT event_id, text FROM lakehouse.events ORDER BY 1')).toEqual([
    { event_id: 'e-1', text: longest },
    { event_id: 'e-3', text: null },
  ]);
});
