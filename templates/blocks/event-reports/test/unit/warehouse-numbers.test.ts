import { expect, it } from '@jest/globals';
import { runCuration } from '../../delivery/curation/run.ts';
import { sourceEvents } from '../../delivery/source-events/source-events.ts';
import { ObjectsInMemory, rawRow } from '../curation-objects.ts';
import { WarehouseWorld } from '../warehouse-world.ts';

const begin = Date.parse('2026-11-01T05:00:00Z');
const hour = 3_600_000;
const hours = 3;
const eventsAnHour = 80;

interface Sent {
  eventId: string;
  source: string;
  type: string;
  occurredAt: string;
  entityId: string;
  sequence: number;
  operation: string;
  amount?: string | number;
  currency?: string;
  country?: string;
}

/** What producers have sent in each hour, repetitions and late events among them. */
function sentIn(seed: number): Sent[][] {
  let now = begin;
  const events = sourceEvents(seed, () => now);
  return Array.from({ length: hours }, (_, at) => {
    now = begin + at * hour + 600_000;
    return Array.from({ length: eventsAnHour }, () => events.next().value.event as unknown as Sent);
  });
}

/** As the landing writes it to the raw zone. */
const rowOf = (event: Sent, offset: number, now: number) =>
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

/** An amount in ten-thousandths. */
function unitsOf(amount: string | number): bigint {
  const [whole = '', fraction = ''] = String(amount).split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
}
const digitsOf = (units: bigint): string => {
  const text = String(units).padStart(5, '0');
  return `${text.slice(0, -4)}.${text.slice(-4)}`;
};

interface Group {
  events: number;
  entities: Set<string>;
  amount: bigint;
}

/** Groups events by hand: what the views have to say, without any code of curation, warehouse or reports. */
function groupsOf(events: readonly Sent[], nameOf: (event: Sent, day: string) => string): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const event of events) {
    const name = nameOf(event, new Date(event.occurredAt).toISOString().slice(0, 10));
    const group = groups.get(name) ?? { events: 0, entities: new Set(), amount: 0n };
    group.events++;
    group.entities.add(event.entityId);
    if (event.amount !== undefined) group.amount += unitsOf(event.amount);
    groups.set(name, group);
  }
  return groups;
}

function expected(sent: readonly Sent[]) {
  const once = [...new Map(sent.map((event) => [event.eventId, event])).values()];
  const rows = (groups: Map<string, Group>, of: (group: Group) => readonly (string | number)[]) =>
    [...groups].map(([name, group]) => [...name.split('|'), ...of(group)].join('|')).toSorted();
  const placed = once.filter(
    ({ source, operation, amount }) => source === 'orders' && operation === 'create' && amount !== undefined,
  );
  const posts = once.filter(({ source }) => source === 'social');
  const newest = new Map<string, Sent>();
  for (const event of once) {
    const name = `${event.source}|${event.entityId}`;
    if ((newest.get(name)?.sequence ?? -1) < event.sequence) newest.set(name, event);
  }
  return {
    events_by_day: rows(
      groupsOf(once, ({ source, type }, day) => `${day}|${source}|${type}`),
      ({ events, entities }) => [events, entities.size],
    ),
    orders_by_day: rows(
      groupsOf(placed, ({ currency }, day) => `${day}|${currency}`),
      ({ entities, amount }) => [entities.size, digitsOf(amount)],
    ),
    social_by_day: rows(
      groupsOf(posts, ({ country = '(none)', type }, day) => `${day}|${country}|${type}`),
      ({ events, entities }) => [events, entities.size],
    ),
    entities: [...newest]
      .map(([name, { sequence, operation }]) => `${name}|${sequence}|${operation === 'delete'}`)
      .toSorted(),
  };
}

async function held(world: WarehouseWorld) {
  const rows = async (sql: string) => (await world.query(sql)).map((row) => Object.values(row).join('|')).toSorted();
  return {
    events_by_day: await rows('SELECT * FROM lakehouse.events_by_day'),
    orders_by_day: await rows('SELECT * FROM lakehouse.orders_by_day'),
    social_by_day: await rows('SELECT * FROM lakehouse.social_by_day'),
    entities: await rows('SELECT source, entity_id, sequence, deleted FROM lakehouse.entities'),
  };
}

it.each([1, 2, 3])('has the numbers of the events that were sent, after every hour: seed %i', async (seed) => {
  const lake = new ObjectsInMemory();
  const world = new WarehouseWorld();
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
    expect(await held(world)).toEqual(expected(sent.slice(0, at + 1).flat()));
  }
  const { orders_by_day: orders, entities } = await held(world);
  expect(orders.length).toBeGreaterThan(0);
  expect(entities.length).toBeGreaterThan(20);
});
