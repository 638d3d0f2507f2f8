import type { Clock } from '../../contracts/clock.ts';
import type { Faults } from '../../contracts/faults.ts';
import { asServiceError, ServiceError } from '../../gateway/service-error.ts';
import { digest, uuidOf } from '../../kernel/identity.ts';
import { callService } from '../../kernel/invocation.ts';
import { channelOf, patternOf, reaches, type Channel } from './channel.ts';
import { badRequest, errorsOf } from './errors.ts';
import { nameOf } from './identity.ts';
import { Namespace, type OutgoingEvent } from './namespace.ts';
import { eventsIn, InboundEvents } from './quotas.ts';
import type {
  Broadcast,
  EventApi,
  EventApiOptions,
  EventCaller,
  EventListener,
  EventSubscription,
  Published,
} from './types.ts';

/** Milliseconds of a publication. */
const latency = 10;
const keptBroadcasts = 100_000;

interface Subscriber {
  readonly name: string;
  readonly pattern: Channel;
  readonly listener: EventListener;
  /** Ends the connection that the subscription is of. */
  lose(): void;
}

export interface LocalEventApiOptions extends EventApiOptions {
  /** What handlers write, and their mistakes. */
  log(line: string): void;
}

/** AppSync Events in this process. */
export class LocalEventApi implements EventApi {
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #namespaces: ReadonlyMap<string, Namespace>;
  readonly #inbound: InboundEvents;
  readonly #subscribers = new Set<Subscriber>();
  readonly #listeners: ((broadcast: Broadcast) => void)[] = [];
  #broadcasts: Broadcast[] = [];
  #published = 0;

  constructor({ namespaces, clock, faults, log }: LocalEventApiOptions) {
    this.#clock = clock;
    this.#faults = faults;
    this.#inbound = new InboundEvents(clock);
    this.#namespaces = new Map(
      Object.entries(namespaces).map(([name, options]) => [name, new Namespace(name, options, log)]),
    );
  }

  async post(body: string, caller: EventCaller, signal?: AbortSignal): Promise<{ status: number; body: string }> {
    return await callService(async () => {
      await this.#clock.sleep(latency, signal);
      try {
        const { channel, events } = requestIn(body);
        return { status: 200, body: JSON.stringify(this.publish(channel, events, caller)) };
      } catch (error) {
        const failure = asServiceError(error, 'BadRequestException');
        return { status: failure.$metadata.httpStatusCode, body: JSON.stringify(errorsOf(failure)) };
      }
    }, signal);
  }

  /** Throws where AppSync takes none of the events. */
  publish(channelText: unknown, given: unknown, caller: EventCaller): Published {
    const channel = channelOf(channelText);
    const events = eventsIn(given);
    const namespace = this.#namespaceOf(channel);
    const identity = digest(JSON.stringify([channel.path, events]));
    this.#refuse(identity, events.length);
    const first = this.#published;
    this.#published += events.length;
    const incoming = events.map((text, index) => ({
      id: uuidOf(`${channel.path}|${first + index}`),
      payload: JSON.parse(text) as unknown,
      text,
    }));
    const outgoing = namespace.published(
      channel,
      incoming.map(({ id, payload }) => ({ id, payload })),
      caller,
    );
    const published = this.#sent(channel, incoming, outgoing);
    if (this.#faults.strike('events.answer-lost', identity)) throw failure();
    return published;
  }

  subscribe(channel: string, caller: EventCaller, listener: EventListener): EventSubscription {
    let [isOpen, subscription] = [true, undefined as undefined | (() => void)];
    const end = (): void => {
      isOpen = false;
      subscription?.();
    };
    subscription = this.listen(channel, caller, listener, () => {
      end();
      listener.closed?.();
    });
    return {
      get isOpen() {
        return isOpen;
      },
      unsubscribe: end,
    };
  }

  /** The same for a connection that may have other subscriptions: `lose` breaks it. Returns what ends the subscription. */
  listen(channel: unknown, caller: EventCaller, listener: EventListener, lose: () => void): () => void {
    const pattern = patternOf(channel);
    this.#namespaceOf(pattern).subscribed(pattern, caller);
    const subscriber = { name: nameOf(caller), pattern, listener, lose };
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  }

  broadcasts(): readonly Broadcast[] {
    return this.#broadcasts;
  }

  onBroadcast(listener: (broadcast: Broadcast) => void): void {
    this.#listeners.push(listener);
  }

  /** Takes up what an earlier process has broadcast. */
  restore(broadcast: Broadcast): void {
    this.#keep(broadcast);
    this.#published++;
  }

  #namespaceOf({ namespace }: Channel): Namespace {
    const found = this.#namespaces.get(namespace);
    if (found) return found;
    throw badRequest(`The API has no channel namespace ${namespace}`);
  }

  /** What AppSync refuses whatever is published. */
  #refuse(identity: string, events: number): void {
    if (this.#faults.strike('events.away', identity))
      throw new ServiceError('ServiceUnavailableException', 503, 'The service is not available.');
    if (!this.#inbound.takes(events) || this.#faults.strike('events.throttled', identity))
      throw new ServiceError('LimitExceededException', 429, 'Rate exceeded');
    if (this.#faults.strike('events.failed', identity)) throw failure();
  }

  /** An event that the handler leaves out is published, and goes to nobody. */
  #sent(
    channel: Channel,
    incoming: readonly { readonly id: string; readonly text: string }[],
    outgoing: readonly OutgoingEvent[],
  ): Published {
    const successful: { identifier: string; index: number }[] = [];
    const failed: { identifier: string; index: number; code: number; message: string }[] = [];
    const byId = new Map(outgoing.map((event) => [event.id, event]));
    for (const [index, { id: identifier, text }] of incoming.entries()) {
      const made = byId.get(identifier);
      const refused = this.#faults.strike('events.one-refused', digest(text));
      if (made?.error !== undefined) failed.push({ identifier, index, code: 400, message: String(made.error) });
      else if (refused) failed.push({ identifier, index, code: 500, message: 'Internal failure' });
      else {
        successful.push({ identifier, index });
        if (!made) continue;
        const event = 'payload' in made ? JSON.stringify(made.payload) : text;
        this.#broadcast(identifier, channel, event);
        if (this.#faults.strike('events.twice', digest(text))) this.#broadcast(identifier, channel, event);
      }
    }
    return { successful, failed };
  }

  #broadcast(id: string, channel: Channel, event: string): void {
    const receivers: string[] = [];
    for (const subscriber of [...this.#subscribers].filter(({ pattern }) => reaches(channel, pattern))) {
      // one that is lost takes the others of its connection along
      if (!this.#subscribers.has(subscriber)) continue;
      if (this.#faults.strike('events.connection-lost', `${subscriber.name}|${digest(event)}`)) subscriber.lose();
      else {
        subscriber.listener.event(event);
        receivers.push(subscriber.name);
      }
    }
    const broadcast = { id, channel: channel.path, event, at: this.#clock.now(), receivers };
    this.#keep(broadcast);
    for (const listener of this.#listeners) listener(broadcast);
  }

  #keep(broadcast: Broadcast): void {
    this.#broadcasts.push(broadcast);
    if (this.#broadcasts.length >= 2 * keptBroadcasts) this.#broadcasts = this.#broadcasts.slice(-keptBroadcasts);
  }
}

function requestIn(body: string): { readonly channel?: unknown; readonly events?: unknown } {
  try {
    const request: unknown = JSON.parse(body);
    if (typeof request === 'object' && request !== null) return request;
  } catch {
    // said below
  }
  throw badRequest('The body is no JSON object with a channel and events');
}

const failure = (): ServiceError => new ServiceError('InternalFailureException', 500, 'An internal failure occurred.');
