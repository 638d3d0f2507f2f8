const [hour, day] = [3_600_000, 86_400_000];
/** Times above are none of this era: 2 to the 46th is enough for everybody, and ISO 8601 writes them with four digits of the year. */
const latest = 100_000_000_000_000;

/**
 * How far the time of an event may be from its arrival. An event that is further away is a wrong clock, or was held back for long: it is
 * below the day of its arrival. So no clock of a device makes partitions without end, of which Firehose has 500 at a time.
 */
export const farthest = { before: 7 * day, after: hour } as const;

/** The day of an event, in UTC: the partition of its row. */
export function dayOf(time: unknown, arrival: number): string {
  const near = typeof time === 'number' && time >= arrival - farthest.before && time <= arrival + farthest.after;
  return new Date(near ? time : arrival).toISOString().slice(0, 10);
}

/** A timestamp as Firehose reads it; undefined for what is none. */
export const instant = (time: unknown): string | undefined =>
  typeof time === 'number' && time >= 0 && time <= latest ? new Date(time).toISOString() : undefined;
