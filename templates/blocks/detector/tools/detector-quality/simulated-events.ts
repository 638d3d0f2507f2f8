import type { Random } from './random.ts';

/** Attacks and failures, which people have to hear of, and what looks like them and is none. */
export const anomalies = ['credential-stuffing', 'scraping', 'outage', 'slow-burn'] as const;
export const nonEvents = ['flash-crowd', 'deploy-blip', 'busy-client'] as const;
export type EventKind = (typeof anomalies)[number] | (typeof nonEvents)[number];

/** Something that happens to a group. Times are in milliseconds since the beginning of the simulation. */
export interface SimulatedEvent {
  kind: EventKind;
  group: number;
  from: number;
  to: number;
  /** What it means depends on the kind: a share, or a multiple of the usual traffic. */
  strength: number;
  /** How an outage shows: answers fail, or requests do not come. */
  silent: boolean;
}

export const isAnomaly = ({ kind }: SimulatedEvent): boolean => (anomalies as readonly string[]).includes(kind);

const minute = 60_000;
const hour = 60 * minute;

/** How long each kind lasts, in milliseconds, and how strong it is. */
const shapes: Record<EventKind, { lasts: [number, number]; strength: [number, number] }> = {
  // attempts a minute as a multiple of the usual traffic, 40 at least; nearly all are denied
  'credential-stuffing': { lasts: [10 * minute, 2 * hour], strength: [0.4, 3] },
  // requests of one client, likewise
  scraping: { lasts: [15 * minute, 3 * hour], strength: [0.6, 3] },
  // the share of requests that fail, or that do not come
  outage: { lasts: [5 * minute, hour], strength: [0.45, 1] },
  // the share of requests that fail in the end; it begins with none
  'slow-burn': { lasts: [4 * hour, 10 * hour], strength: [0.06, 0.2] },
  // times the usual traffic, from many new clients
  'flash-crowd': { lasts: [10 * minute, 3 * hour], strength: [3, 12] },
  // the share of requests that fail for less than a minute
  'deploy-blip': { lasts: [15_000, 60_000], strength: [0.05, 0.5] },
  // times the requests of the client that usually has most
  'busy-client': { lasts: [2 * minute, 20 * minute], strength: [1.3, 2.2] },
};

/** Draws events for groups, `each` so many of every kind, none of which overlaps another one of its group. */
export function drawEvents(
  random: Random,
  { groups, from, to, each }: { groups: number; from: number; to: number; each: Record<EventKind, number> },
): SimulatedEvent[] {
  const drawn: SimulatedEvent[] = [];
  const isFree = (group: number, begin: number, end: number): boolean =>
    drawn.every((other) => other.group !== group || end + 4 * hour < other.from || begin > other.to + 4 * hour);
  for (const kind of [...anomalies, ...nonEvents])
    for (let count = 0; count < each[kind];) {
      const { lasts, strength } = shapes[kind];
      const group = Math.floor(random.next() * groups);
      const begin = random.between(from, to - lasts[1]);
      const end = begin + random.between(...lasts);
      const silent = random.next() < 0.4;
      const isStrong = kind === 'outage' && silent;
      const event = { kind, group, from: begin, to: end, silent, strength: random.between(...strength) };
      if (!isFree(group, begin, end)) continue;
      drawn.push(isStrong ? { ...event, strength: random.between(0.8, 1) } : event);
      count++;
    }
  return drawn;
}

/** The share of a window that an event covers, from 0 to 1. */
export const overlap = ({ from, to }: SimulatedEvent, start: number): number =>
  Math.max(0, Math.min(to, start + minute) - Math.max(from, start)) / minute;
