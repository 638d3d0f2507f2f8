const hour = 3_600_000;
const day = 24 * hour;

/** Epoch milliseconds at which an hour begins: yyyy-MM-dd-HH, in UTC. Throws for a text that is no hour. */
export function startOf(name: string): number {
  const [, date, of] = /^(\d{4}-\d\d-\d\d)-(\d\d)$/.exec(name) ?? [];
  const start = Date.parse(`${date}T${of}:00:00.000Z`);
  if (Number.isNaN(start)) throw new Error(`${name} is no hour: write yyyy-MM-dd-HH, in UTC`);
  return start;
}

export const hourOf = (time: number): string => new Date(time).toISOString().slice(0, 13).replace('T', '-');
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
export const after = (name: string): string => hourOf(startOf(name) + hour);
export const before = (name: string, hours = 1): string => hourOf(startOf(name) - hours * hour);
/** The newest hour that ended at least `lag` milliseconds ago. */
export const lastWhole = (now: number, lag: number): string => before(hourOf(now - lag));
/** Events of earlier days than this one are late in an hour. */
export const lateBefore = (name: string): string => dayOf(new Date(startOf(name) - day));
/** Events from this time on are in the future, for an hour. */
export const futureFrom = (name: string): number => startOf(name) + hour + day;
