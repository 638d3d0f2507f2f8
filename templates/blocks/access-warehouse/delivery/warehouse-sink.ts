import type { Log, LogEntry, StreamViewRow } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { copiedTable } from '../processors/warehouse-migrations/copied-table.ts';
import { streamingView } from '../processors/warehouse-migrations/streaming-view.ts';
import { contentOf, type LogEvent } from './log-event.ts';
import { saidOf } from './said-addresses.ts';

/**
 * The warehouse: every event at least once, as an element of a row of the streaming view, or of the table that records are copied into.
 * An event that SUPER does not take is there as well, in the bytes of its record.
 */
export const warehouseSink = (place: Place): Log<LogEvent> => ({
  kind: 'log',
  content: ({ source, reading }) =>
    typeof reading === 'string' ? undefined : contentOf({ source, ...saidOf(place, source, reading) }),
  *held() {
    const warehouse = place.find('warehouse', output(place.outputs, 'WarehouseWorkgroupName'));
    for (const from of [streamingView, copiedTable])
      for (const row of warehouse.rows(from)) yield* entriesOf(row, from);
  },
});

/** A row does not change once it is there, and a run asks for all of them again and again. */
const read = new WeakMap<StreamViewRow, readonly LogEntry[]>();

function entriesOf(row: StreamViewRow, from: string): readonly LogEntry[] {
  const known = read.get(row);
  if (known) return known;
  const where = `${from} ${String(row['sequence_number'])}`;
  const entries = eventsOf(row).map(({ raw_id: identity, ...event }): LogEntry => ({
    identity,
    content: contentOf({
      ...event,
      extra: typeof event['extra'] === 'string' ? JSON.parse(event['extra']) : undefined,
    }),
    where,
  }));
  read.set(row, entries);
  return entries;
}

type Held = { raw_id: string } & Record<string, unknown>;

const isObject = (event: unknown): event is Held => typeof event === 'object' && event !== null;

/** Bytes of a record that SQL has to take apart: a larger one may be there as the bytes that came. */
const takenApart = 65_000;

/** What is in the stream and is no event has no name by which the account could ask for it. */
function eventsOf({ payload, unreadable }: StreamViewRow): Held[] {
  if (typeof payload === 'string') {
    const events: unknown = JSON.parse(payload);
    return Array.isArray(events) ? events.filter(isObject) : [];
  }
  const record = Buffer.from(String(unreadable ?? ''), 'base64');
  if (record.length <= takenApart) return [];
  return record
    .toString()
    .split('\n')
    .flatMap((line) => {
      try {
        const event = JSON.parse(line) as Partial<Held> | null;
        return typeof event?.raw_id === 'string' ? [event as Held] : [];
      } catch {
        return [];
      }
    });
}
