import type { AccessEvent } from './access-event.ts';
import { clientHash, sampled, sampleSize } from './client-sample.ts';
import type { Contributor, GroupWindow } from './group-window.ts';
import { otherGroup } from './path-group.ts';

/**
 * What was counted of a group in a window. Its size has a bound, and no client that has a large share of it is missing.
 */
export interface Tally {
  requests: number;
  failed: number;
  denied: number;
  bytes: number;
  contributors: Contributor[];
  /** Hashes of clients (client-sample.ts). */
  clients: number[];
}

/** Groups of a window, by their path group. */
export type Tallies = Map<string, Tally>;

/** So many groups of a source are told apart in a window. */
export const mostGroups = 200;
/** Contributors are those with most requests, and those with most bytes. */
const most = { byRequests: 12, byBytes: 4 };

/** Counts events; `groupOf` names the group of each. */
export function tallied(events: Iterable<AccessEvent>, groupOf: (event: AccessEvent) => string): Tallies {
  const tallies: Tallies = new Map();
  const clients = new Map<string, Map<string, Contributor>>();
  for (const event of events) {
    const group = roomFor(tallies, groupOf(event));
    const tally = tallies.get(group) ?? emptyTally();
    tallies.set(group, tally);
    const status = event.status ?? 0;
    tally.requests++;
    tally.bytes += event.bytes;
    if (status >= 500 && status <= 599) tally.failed++;
    if (status >= 400 && status <= 499) tally.denied++;
    const known = clients.get(group) ?? new Map<string, Contributor>();
    clients.set(group, known);
    const client = known.get(event.client) ?? { client: event.client, requests: 0, failures: 0, bytes: 0 };
    known.set(event.client, client);
    client.requests++;
    client.bytes += event.bytes;
    if (status >= 400 && status <= 599) client.failures++;
  }
  for (const [group, known] of clients) {
    const tally = tallies.get(group)!;
    tally.contributors = foremost([...known.values()]);
    tally.clients = sampled([...known.keys()].map(clientHash));
  }
  return tallies;
}

/** Both together. Neither is changed. */
export function merged(one: Tallies, other: Tallies): Tallies {
  const both: Tallies = new Map(one);
  for (const [name, tally] of other) {
    const group = roomFor(both, name);
    const known = both.get(group);
    both.set(group, known ? sumOf(known, tally) : tally);
  }
  return both;
}

/** What is judged of a group. `newClients` is known to whoever knows all clients of the source. */
export const windowOfTally = (tally: Tally, newClients: number): GroupWindow => ({
  requests: tally.requests,
  failed: tally.failed,
  denied: tally.denied,
  bytes: tally.bytes,
  heaviest: Math.max(0, ...tally.contributors.map(({ requests }) => requests)),
  heaviestBytes: Math.max(0, ...tally.contributors.map(({ bytes }) => bytes)),
  newClients,
});

const emptyTally = (): Tally => ({ requests: 0, failed: 0, denied: 0, bytes: 0, contributors: [], clients: [] });

const roomFor = (tallies: Tallies, group: string): string =>
  tallies.has(group) || tallies.size < mostGroups - 1 ? group : otherGroup;

function sumOf(one: Tally, other: Tally): Tally {
  const clients = new Map(one.contributors.map((each) => [each.client, each]));
  for (const { client, requests, failures, bytes } of other.contributors) {
    const known = clients.get(client) ?? { requests: 0, failures: 0, bytes: 0 };
    clients.set(client, {
      client,
      requests: known.requests + requests,
      failures: known.failures + failures,
      bytes: known.bytes + bytes,
    });
  }
  return {
    requests: one.requests + other.requests,
    failed: one.failed + other.failed,
    denied: one.denied + other.denied,
    bytes: one.bytes + other.bytes,
    contributors: foremost([...clients.values()]),
    clients: sampled([...one.clients, ...other.clients].slice(0, 2 * sampleSize)),
  };
}

/** Ties go by name, so that a repetition keeps the same ones. */
function foremost(all: readonly Contributor[]): Contributor[] {
  const by = (pick: (each: Contributor) => number) =>
    all.toSorted((a, b) => pick(b) - pick(a) || (a.client < b.client ? -1 : 1));
  return [
    ...new Set([
      ...by(({ requests }) => requests).slice(0, most.byRequests),
      ...by(({ bytes }) => bytes).slice(0, most.byBytes),
    ]),
  ];
}
