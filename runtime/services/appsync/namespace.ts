import type { Channel } from './channel.ts';
import { badRequest, refusedByHandler, unauthorized } from './errors.ts';
import { Handlers } from './handlers.ts';
import type { EventCaller, EventNamespaceOptions } from './types.ts';
import { ServiceError } from '../../gateway/service-error.ts';

export interface IncomingEvent {
  readonly id: string;
  readonly payload: unknown;
}

/** What a handler makes of an event: its new payload, or why it is not broadcast. */
export interface OutgoingEvent {
  readonly id: string;
  readonly payload?: unknown;
  readonly error?: unknown;
}

/** A channel namespace: who may do what in it, and its handlers. */
export class Namespace {
  readonly name: string;
  readonly #options: EventNamespaceOptions;
  readonly #handlers: Handlers | undefined;
  readonly #log: (line: string) => void;

  /** `log` hears of what handlers write, and of their mistakes. */
  constructor(name: string, options: EventNamespaceOptions, log: (line: string) => void) {
    this.name = name;
    this.#options = options;
    this.#log = log;
    this.#handlers = options.code === undefined ? undefined : new Handlers(options.code, name);
  }

  /** The events to broadcast, and those that the handler refuses. Throws where it refuses all of them. */
  published(channel: Channel, events: readonly IncomingEvent[], caller: EventCaller): readonly OutgoingEvent[] {
    if (!this.#options.publish.includes(caller.mode)) throw unauthorized();
    if (!this.#handlers?.has('onPublish')) return events;
    const outgoing = this.#run('onPublish', { ...contextOf(channel, caller, 'PUBLISH'), events }) ?? [];
    const ids = new Set(events.map(({ id }) => id));
    // channel-namespace-handlers: an id that did not come in is an error
    if (!Array.isArray(outgoing) || !outgoing.every(({ id }: OutgoingEvent) => ids.has(id)))
      throw this.#wrong('onPublish returns something else than events that came in');
    return outgoing as OutgoingEvent[];
  }

  /** Throws where the caller may not subscribe. */
  subscribed(pattern: Channel, caller: EventCaller): void {
    if (!this.#options.subscribe.includes(caller.mode)) throw unauthorized();
    if (this.#handlers?.has('onSubscribe')) this.#run('onSubscribe', contextOf(pattern, caller, 'SUBSCRIBE'));
  }

  #run(name: 'onPublish' | 'onSubscribe', context: object): unknown {
    const outcome = this.#handlers!.run(name, context);
    for (const line of outcome.logged) this.#log(`${this.name}, ${name}: ${line}`);
    if ('result' in outcome) return outcome.result;
    const { type, message } = outcome.error;
    if (type === 'Unauthorized') throw refusedByHandler();
    if (type === 'HandlerError' || type === 'NotModelled') throw this.#wrong(`${name}: ${message}`);
    throw new ServiceError(type, 400, message);
  }

  #wrong(what: string): ServiceError {
    this.#log(`ERROR ${this.name}, ${what}`);
    return badRequest(`The handler failed: ${what}`);
  }
}

/** AppSync Events guide, channel-namespace-handlers and context-reference. */
const contextOf = (channel: Channel, { identity }: EventCaller, operation: 'PUBLISH' | 'SUBSCRIBE'): object => ({
  identity,
  result: null,
  request: { headers: {}, domainName: null },
  info: {
    channel: { path: channel.path, segments: channel.segments },
    channelNamespace: { name: channel.namespace },
    operation,
  },
  error: null,
  prev: null,
  stash: {},
  outErrors: [],
  events: null,
});
