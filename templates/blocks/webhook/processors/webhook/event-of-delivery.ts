import { sourceEventProblems, type SourceEvent } from '../../contract/derived/source-event.ts';
import type { Body } from './signature-schemes.ts';

export type Delivered = { kind: 'event'; event: SourceEvent } | { kind: 'wrong'; reason: string };

/**
 * The event that a delivery is about. The body has the fields of a source event, but for its id and its source: the delivery is the
 * identity, so that a repetition has the same one. Where a sender has a form of its own, this is the place that knows it.
 */
export function eventOfDelivery(body: Body, deliveryId: string): Delivered {
  const event = { ...body, eventId: `saas:${deliveryId}`, source: 'saas' };
  const [problem] = sourceEventProblems(event);
  return problem === undefined
    ? { kind: 'event', event: event as unknown as SourceEvent }
    : { kind: 'wrong', reason: problem };
}
