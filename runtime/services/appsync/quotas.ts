import type { Clock } from '../../contracts/clock.ts';
import { ServiceError } from '../../gateway/service-error.ts';
import { badRequest } from './errors.ts';

/** AppSync Events guide, publish-http: events of a call; and quotas: bytes of an event, and of a call. */
const mostEvents = 5;
const mostBytes = 240 * 1024;
const mostBytesOfCall = 1.2 * 1024 * 1024;
/** AppSync Events guide, quotas: inbound events of an API, and publications of a WebSocket, in a second. */
const inboundEvents = 10_000;
const publicationsOfConnection = 25;

/** "Each specified event in your publish request must be a stringified valid JSON value" (publish-http). Throws for others. */
export function eventsIn(given: unknown): readonly string[] {
  const events = Array.isArray(given) ? (given as readonly unknown[]) : [];
  if (events.length < 1 || events.length > mostEvents)
    throw badRequest(`A publication has 1 to ${mostEvents} events, not ${events.length}`);
  if (!events.every(isJson)) throw badRequest('Each event has to be JSON as a text');
  const sizes = events.map((event) => Buffer.byteLength(event));
  if (sizes.some((size) => size > mostBytes)) throw tooLarge(`An event has at most ${mostBytes} bytes`);
  if (sizes.reduce((sum, size) => sum + size, 0) > mostBytesOfCall)
    throw tooLarge(`The events of a publication have at most ${mostBytesOfCall} bytes`);
  return events;
}

function isJson(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const tooLarge = (message: string): ServiceError => new ServiceError('PayloadTooLargeException', 413, message);

/** Counts by the second. */
class Rate {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #most: number;
  #second = 0;
  #count = 0;

  constructor(clock: Pick<Clock, 'now'>, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  takes(count: number): boolean {
    const second = Math.floor(this.#clock.now() / 1000);
    if (second !== this.#second) [this.#second, this.#count] = [second, 0];
    if (this.#count + count > this.#most) return false;
    this.#count += count;
    return true;
  }
}

/** What an API takes. */
export class InboundEvents extends Rate {
  constructor(clock: Pick<Clock, 'now'>) {
    super(clock, inboundEvents);
  }
}

/** What a WebSocket takes. */
export class ConnectionPublications extends Rate {
  constructor(clock: Pick<Clock, 'now'>) {
    super(clock, publicationsOfConnection);
  }
}
