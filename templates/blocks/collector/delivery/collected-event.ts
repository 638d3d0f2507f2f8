import { hash } from 'node:crypto';
import { clickEventProblems, type ClickEvent } from '../contract/derived/click-event.ts';

/** A line of a request that the collector has accepted. */
export interface CollectedEvent {
  kind: 'event' | 'wrong';
  /** Undefined for a line that is no event. */
  event: Pick<ClickEvent, 'event_id' | 'user_id' | 'consent'> | undefined;
  /** The line, as the client sent it. */
  content: string;
}

/** An event that is sent again says the same; what says something else is another one. */
export const identityOf = ({ event, content }: CollectedEvent): string =>
  `${event ? `${event.event_id} of ${event.user_id}` : 'unreadable'} ${hash('sha256', content).slice(0, 8)}`;

/** The lines of a record, read without any code of the project but its contract. */
export const collectedEvents = (data: Uint8Array): CollectedEvent[] =>
  Buffer.from(data)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map(collectedEvent);

export function collectedEvent(content: string): CollectedEvent {
  try {
    const event = JSON.parse(content) as ClickEvent;
    if (clickEventProblems(event).length === 0) return { kind: 'event', event, content };
  } catch {
    // it is no JSON
  }
  return { kind: 'wrong', event: undefined, content };
}
