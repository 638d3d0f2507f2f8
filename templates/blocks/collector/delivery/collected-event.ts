import { hash } from 'node:crypto';
import { clickEventProblems } from '../contract/derived/click-event.ts';

/** A line of a request that the collector has accepted. */
export interface CollectedEvent {
  /** The user of the request: the key of its record. */
  user: string;
  kind: 'event' | 'wrong';
  /** Undefined for a line that is no event. */
  id: string | undefined;
  /** The line, as the client sent it. */
  content: string;
}

/** An event that is sent again says the same; what says something else is another one. */
export const identityOf = ({ id, user, content }: Pick<CollectedEvent, 'id' | 'user' | 'content'>): string =>
  `${id ?? 'unreadable'} of ${user} ${hash('sha256', content).slice(0, 8)}`;

/** The lines of a record, read without any code of the project but its contract. `key` is the key of the record. */
export function collectedEvents(key: string, data: Uint8Array): CollectedEvent[] {
  return Buffer.from(data)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((content) => ({ user: decoded(key), content, ...eventIn(content) }));
}

/** Anybody may send to the collector of a run. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function eventIn(line: string): Pick<CollectedEvent, 'kind' | 'id'> {
  try {
    const event = JSON.parse(line) as { event_id: string };
    return clickEventProblems(event).length === 0 ? { kind: 'event', id: event.event_id } : { kind: 'wrong', id: undefined };
  } catch {
    return { kind: 'wrong', id: undefined };
  }
}
