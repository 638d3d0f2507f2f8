import { expect, it } from '@jest/globals';
import { runCuration } from '../../delivery/curation/run.ts';
import { sourceEvents } from '../../delivery/source-events/source-events.ts';
import { ObjectsInMemory, rawRow } from '../curation-objects.ts';
import { expectedNumbers, heldNumbers, type NumberedEvent } from '../report-numbers.ts';
import { WarehouseWorld } from '../warehouse-world.ts';

const begin = Date.parse('2026-11-01T05:00:00Z');
const hour = 3_600_000;
const hours = 3;
const eventsAnHour = 80;

/** What producers have sent in each hour, repetitions and late events among them. */
function sentIn(seed: number): NumberedEvent[][] {
  let now = begin;
  const events = sourceEvents(seed, () => now);
  return Array.from({ length: hours }, (_, at) => {
    now = begin + at * hour + 600_000;
    return Array.from({ length: eventsAnHour }, () => events.next().value.event as unknown as NumberedEvent);
  });
}

/** As the landing writes it to the raw zone. */
const rowOf = (event: NumberedEvent, offset: number, now: number) =>
  rawRow(offset, {
    event_id: event.eventId,
    source: event.source,
    type: event.type,
    occurred_at: event.occurredAt,
    entity_id: event.entityId,
    sequence: event.sequence,
    operation: event.operation,
    amount: event.amount === undefined ? null : String(event.amount),
    currency: event.currency ?? null,
    country: event.country ?? null,
    kafka_offset: offset,
    kafka_timestamp: new Date(now).toISOString(),
    landed_at: new Date(now).toISOString(),
  });

it.each([1, 2, 3])('has the numbers of the events that were sent, after every hour: seed %i', async (seed) => {
  const lake = new ObjectsInMemory();
  const world = new WarehouseWorld();
  const held = () => heldNumbers((sql) => world.query(sql));
  await world.migrate();
  const sent = sentIn(seed);
  let offset = 0;
  for (const [at, events] of sent.entries()) {
    const start = begin + at * hour;
    const name = new Date(start).toISOString().slice(0, 13).replace('T', '-');
    lake.land(
      name,
      'a',
      events.map((event) => rowOf(event, offset++, start)),
    );
    await runCuration(lake, start + 2 * hour, { lag: 20 * 60_000, mostHours: 72, againFrom: undefined });
    for (const [key, body] of lake.contents) if (key.startsWith('curated/')) world.put(key, Buffer.from(body));
    await world.load();
    expect(await held()).toEqual(expectedNumbers(sent.slice(0, at + 1).flat()));
  }
  const { orders_by_day: orders, entities } = await held();
  expect(orders.length).toBeGreaterThan(0);
  expect(entities.length).toBeGreaterThan(20);
});
