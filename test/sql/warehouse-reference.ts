import type { LakeEvent, LakeHours } from './lake-events.ts';

/** What a warehouse says of hours of events, in an order that both have. */
export interface WarehouseContents {
  /** Id, hour that brought it, offset. */
  readonly events: readonly (readonly unknown[])[];
  /** Source, entity, sequence, id, deleted. */
  readonly entities: readonly (readonly unknown[])[];
  /** Day, currency, orders, amount in ten-thousandths. */
  readonly orders: readonly (readonly unknown[])[];
  /** Day, country, type, events, posts. */
  readonly social: readonly (readonly unknown[])[];
}

/** Worked out from all events at once, without SQL: an event is there once, and an entity is what its last change says. */
export function referenceOf(hours: LakeHours): WarehouseContents {
  const events = new Map<string, { hour: string; event: LakeEvent }>();
  for (const [hour, its] of [...hours].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    for (const event of its.toSorted(byPlace))
      if (!events.has(event.event_id)) events.set(event.event_id, { hour, event });
  const all = [...events.values()].map(({ event }) => event);
  const groups = (keep: (event: LakeEvent) => boolean, keyOf: (event: LakeEvent) => readonly string[]) =>
    [...Map.groupBy(all.filter(keep), (event) => keyOf(event).join('\t'))]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, its]) => ({ key: key.split('\t'), its }));
  const entitiesIn = (its: readonly LakeEvent[]): number => new Set(its.map(({ entity_id }) => entity_id)).size;
  const entities = groups(
    () => true,
    ({ source, entity_id }) => [source, entity_id],
  );
  const orders = groups(
    ({ source, operation, amount }) => source === 'orders' && operation === 'create' && amount !== undefined,
    ({ occurred_at, currency }) => [dayOf(occurred_at), currency!],
  );
  const social = groups(
    ({ source }) => source === 'social',
    ({ occurred_at, country = '(none)', type }) => [dayOf(occurred_at), country, type],
  );
  return {
    events: [...events]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([id, { hour, event }]) => [id, hour, event.kafka_offset]),
    entities: entities.map(({ key, its }) => {
      const last = its.toSorted(
        (one, other) => other.sequence - one.sequence || (one.event_id < other.event_id ? 1 : -1),
      )[0]!;
      return [...key, last.sequence, last.event_id, last.operation === 'delete'];
    }),
    orders: orders.map(({ key, its }) => [...key, entitiesIn(its), its.reduce((sum, { amount }) => sum + amount!, 0)]),
    social: social.map(({ key, its }) => [...key, its.length, entitiesIn(its)]),
  };
}

const byPlace = (one: LakeEvent, other: LakeEvent): number =>
  one.occurred_at - other.occurred_at ||
  one.kafka_partition - other.kafka_partition ||
  one.kafka_offset - other.kafka_offset;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
