/** What an event says, as far as the views of the warehouse count it. */
export interface NumberedEvent {
  eventId: string;
  source: string;
  type: string;
  /** Any form that a Date takes. */
  occurredAt: string | number;
  entityId: string;
  sequence: number;
  operation: string;
  amount?: string | number;
  currency?: string;
  country?: string;
}

/** The rows of each view as texts, sorted; of the entities, their sequence and whether they are deleted. */
export type ReportNumbers = Readonly<
  Record<'events_by_day' | 'orders_by_day' | 'social_by_day' | 'entities', readonly string[]>
>;

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

function groupsOf(
  events: readonly NumberedEvent[],
  nameOf: (event: NumberedEvent, day: string) => string,
): Map<string, Group> {
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

/** What the views have to say of these events, repetitions among them: counted by hand, without any code of curation, warehouse or reports. */
export function expectedNumbers(sent: readonly NumberedEvent[]): ReportNumbers {
  const once = [...new Map(sent.map((event) => [event.eventId, event])).values()];
  const rows = (groups: Map<string, Group>, of: (group: Group) => readonly (string | number)[]) =>
    [...groups].map(([name, group]) => [...name.split('|'), ...of(group)].join('|')).toSorted();
  const placed = once.filter(
    ({ source, operation, amount }) => source === 'orders' && operation === 'create' && amount !== undefined,
  );
  const posts = once.filter(({ source }) => source === 'social');
  const newest = new Map<string, NumberedEvent>();
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

export async function heldNumbers(
  query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>,
): Promise<ReportNumbers> {
  const rows = async (sql: string) => (await query(sql)).map((row) => Object.values(row).join('|')).toSorted();
  return {
    events_by_day: await rows('SELECT * FROM lakehouse.events_by_day'),
    orders_by_day: await rows('SELECT * FROM lakehouse.orders_by_day'),
    social_by_day: await rows('SELECT * FROM lakehouse.social_by_day'),
    entities: await rows('SELECT source, entity_id, sequence, deleted FROM lakehouse.entities'),
  };
}
