import { sourceEventProblems, type SourceEvent } from '../../../contract/derived/source-event.ts';
import { readChange } from './envelope.ts';

/** What a change of the table of orders becomes. */
export type OrderEvent =
  | { kind: 'event'; event: SourceEvent }
  /** A record that says nothing about an order. */
  | { kind: 'none'; why: string }
  | { kind: 'wrong'; why: string };

const types = { create: 'order.created', update: 'order.updated', delete: 'order.deleted' } as const;

/**
 * The source event of a change. The same change gives the same event, whoever reads it, and however often: its position in the log of
 * the database is in the id. The columns are those of the example: id, total, currency, country, note.
 */
export function eventOfOrder(value: unknown): OrderEvent {
  const read = readChange(value);
  if (read.kind !== 'change') return read;
  const { operation, origin, position, at, row } = read.change;
  const { id, total, currency, country, note } = row;
  if (typeof id !== 'string' && typeof id !== 'number') return { kind: 'wrong', why: 'the row has no id' };
  const event = {
    eventId: `orders:${origin}:${id}:${position}:${operation}`,
    source: 'orders',
    type: types[operation],
    occurredAt: new Date(at).toISOString(),
    entityId: `order-${id}`,
    sequence: position,
    operation,
    ...given({ amount: total, currency, country, text: note }),
  };
  const [problem] = sourceEventProblems(event);
  return problem ? { kind: 'wrong', why: problem } : { kind: 'event', event: event as SourceEvent };
}

/** A column that is null says nothing: the event leaves it out. */
const given = (columns: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null && value !== undefined));
