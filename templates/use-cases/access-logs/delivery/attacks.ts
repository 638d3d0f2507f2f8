import { gzipSync } from 'node:zlib';
import { stages } from '../infra/config.ts';
import { logKinds } from './logs/log-kinds.ts';
import type { SampleLog } from './sample-logs.ts';

/** Something that the detector is to find: the same requests in each of two minutes. */
export interface Attack {
  id: string;
  path: string;
  status: number;
  clients: number;
  /** A minute. */
  requests: number;
  /** Whether it shows in statuses only. */
  http: boolean;
}

const all: readonly Attack[] = [
  { id: 'credential-stuffing', path: '/login', status: 401, clients: 40, requests: 480, http: true },
  { id: 'outage', path: '/checkout', status: 503, clients: 60, requests: 480, http: true },
  { id: 'scraper', path: '/catalog', status: 200, clients: 1, requests: 3000, http: false },
];

const minute = 60_000;
const { sourceDelays } = stages[0]!.analytics;
const delayOf = (source: string): number => (sourceDelays[source] ?? sourceDelays['*']).toMilliseconds();

/** The source that is judged soonest of those that can show it; undefined where none of this project can. */
export function attackedSource({ http }: Attack): string | undefined {
  const sources = Object.keys(logKinds).toSorted((one, other) => delayOf(one) - delayOf(other));
  const ofHttp = sources.find((source) => logKinds[source]!.http);
  return ofHttp ?? (http ? undefined : sources[0]);
}

/** The attacks that the sources of this project can show, the default first. */
export const attacks = all.filter((attack) => attackedSource(attack) !== undefined);

/** When what was seen at an instant is judged, at the earliest. */
export const judgedAt = (source: string, now: number): number => minuteOf(now) + minute + delayOf(source);

export const minuteOf = (now: number): number => Math.floor(now / minute) * minute;

/** The logs of an attack: in the minute before this one, and in this one as far as it is over. */
export function attackLogs({ id, path, status, clients, requests }: Attack, source: string, now: number): SampleLog[] {
  const { header, request } = logKinds[source]!;
  const current = minuteOf(now);
  return [
    { from: current - minute, to: current },
    { from: current, to: now + 1 },
  ].map(({ from, to }) => {
    const lines = Array.from({ length: requests }, (_, nth) => {
      const at = new Date(from + Math.floor((nth * (to - from)) / requests));
      return request(at, { client: clientAt(oneOf(clients, nth)), path, status });
    });
    const text = [...(header === undefined ? [] : [header]), ...lines, ''].join('\n');
    return { key: `raw/${source}/attack/${id}-${from}-${now}.log.gz`, body: gzipSync(text) };
  });
}

/** Some have more requests than others, none has a fifth of all. */
const oneOf = (clients: number, nth: number): number => Math.floor(clients * ((nth * 0.618) % 1) ** 1.5);

/** Addresses for benchmarks (RFC 2544), each of another network: those that are masked differ as well. */
const clientAt = (nth: number): string => `198.18.${nth}.${1 + ((nth * 7) % 250)}`;
