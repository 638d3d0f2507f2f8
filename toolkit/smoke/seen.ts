import type { MarkedEvent, MarkedLog, MarkedSink, MarkedState, MarkedTotal, NoAnswer } from './probe.ts';

/** What an answer of a sink says of the events that were sent to it. */
export interface Seen {
  delivered: readonly MarkedEvent[];
  superseded: readonly MarkedEvent[];
}

/**
 * Asks a sink once what it has of the events that were sent to it.
 *
 * @param isDelivered - whether an earlier answer of the sink had an event
 */
export async function seenIn(
  sink: MarkedSink,
  sent: readonly MarkedEvent[],
  isDelivered: (event: MarkedEvent) => boolean,
  signal: AbortSignal,
): Promise<Seen | NoAnswer> {
  if (sink.kind === 'state') return seenInState(sink, sent, isDelivered, signal);
  return sink.kind === 'log' ? seenInLog(sink, sent, signal) : seenInTotal(sink, sent, signal);
}

async function seenInState(
  sink: MarkedState,
  sent: readonly MarkedEvent[],
  isDelivered: (event: MarkedEvent) => boolean,
  signal: AbortSignal,
): Promise<Seen | NoAnswer> {
  const found = await sink.find(signal);
  if ('problem' in found) return found;
  const newest = new Map(found.map(({ item, change }) => [item, change]));
  // an answer without keys that are there tells nothing about one that is to be gone
  const gone = new Set(sent.filter(({ removes }) => removes).map(({ item }) => item));
  const whole = sent.every((event) => gone.has(event.item) || !isDelivered(event) || newest.has(event.item));
  return {
    delivered: sent.filter(({ item, change, removes }) =>
      removes ? !newest.has(item) && whole : newest.get(item) === change,
    ),
    superseded: sent.filter(({ item, change, removes }) => !removes && (newest.get(item) ?? 0) > change),
  };
}

/** An event that a log lacks is not superseded by a later one. */
async function seenInLog(sink: MarkedLog, sent: readonly MarkedEvent[], signal: AbortSignal): Promise<Seen | NoAnswer> {
  const found = await sink.find(signal);
  if ('problem' in found) return found;
  const has = new Set(found.map(({ item, change }) => `${item} ${change}`));
  return { delivered: sent.filter(({ item, change }) => has.has(`${item} ${change}`)), superseded: [] };
}

/** A number tells of its events together: all of them are in it, or nobody knows which are not. */
async function seenInTotal(
  sink: MarkedTotal,
  sent: readonly MarkedEvent[],
  signal: AbortSignal,
): Promise<Seen | NoAnswer> {
  const total = await sink.read(signal);
  if (typeof total === 'object') return total;
  const expected = sent.reduce((sum, event) => sum + sink.adds(event), 0);
  return { delivered: total === expected ? sent : [], superseded: [] };
}
