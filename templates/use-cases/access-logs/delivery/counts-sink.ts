import { gunzipSync } from 'node:zlib';
import type { Aggregate } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { stages } from '../infra/config.ts';
import { eventsOfRecord } from './events-of-record.ts';
import type { LogEvent } from './log-event.ts';

const minute = 60_000;

/** An event of the stream, as far as it is counted. */
interface Counted {
  raw_id: string;
  source: string;
  time: number;
  bytes?: number;
}

/**
 * The counts of the detector by source and minute. The reference reads the stream itself, without any code of the detector: every
 * record once, whether ingest has written a line twice or not, without what came too late.
 */
export const countsSink = ({ find, outputs }: Place): Aggregate<LogEvent> => ({
  kind: 'aggregate',
  counts: 'requests',
  reference: (events) => {
    const wanted = new Set(events.map(({ rawId }) => rawId));
    const rows = new Map<string, { requests: number; bytes: number }>();
    const stream = find('stream', output(outputs, 'EventStreamName'));
    for (const { data, arrivedAt } of stream.records())
      for (const { raw_id: rawId, source, time, bytes = 0 } of eventsIn(data))
        if (wanted.has(rawId) && isInTime(source, time, arrivedAt)) add(rows, nameOf(source, time), 1, bytes);
    return rows;
  },
  held: () => {
    const rows = new Map<string, { requests: number; bytes: number }>();
    for (const item of find('table', output(outputs, 'DetectorTableName')).items()) {
      const { pk, body } = item as unknown as { pk: { S: string }; body: { B: string | Uint8Array } };
      const [kind, source = '', at = ''] = pk.S.split('#');
      if (kind !== 'part') continue;
      const bytes = typeof body.B === 'string' ? Buffer.from(body.B, 'base64') : body.B;
      const groups = JSON.parse(gunzipSync(bytes).toString()) as [string, { requests: number; bytes: number }][];
      for (const [, tally] of groups) add(rows, `${source} ${at}`, tally.requests, tally.bytes);
    }
    return rows;
  },
});

function add(rows: Map<string, { requests: number; bytes: number }>, name: string, requests: number, bytes: number) {
  const row = rows.get(name) ?? { requests: 0, bytes: 0 };
  rows.set(name, { requests: row.requests + requests, bytes: row.bytes + bytes });
}

const nameOf = (source: string, time: number): string => `${source} ${new Date(time).toISOString().slice(0, 16)}`;

/** A record does not change once it is in the stream, and a run asks for all of them again and again. */
const read = new WeakMap<Uint8Array, readonly Counted[]>();

function eventsIn(data: Uint8Array): readonly Counted[] {
  const known = read.get(data);
  if (known) return known;
  const events = eventsOfRecord<Counted>(data);
  read.set(data, events);
  return events;
}

const { sourceDelays } = stages[0]!.analytics;

/** docs/analytics.md: until the end of its minute and the delay of its source. */
function isInTime(source: string, time: number, arrivedAt: number): boolean {
  const end = (Math.floor(time / minute) + 1) * minute;
  const delay = (sourceDelays[source] ?? sourceDelays['*']).toMilliseconds();
  return arrivedAt <= end + delay && time <= arrivedAt + 5 * minute;
}
