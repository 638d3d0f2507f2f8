import type { Clock } from '../../contracts/clock.ts';
import type { ClientSocket, SocketListener } from '../../contracts/gateway.ts';
import { asServiceError, ServiceError } from '../../gateway/service-error.ts';
import type { EventOperation } from './authorization.ts';
import { badRequest, errorsOf } from './errors.ts';
import type { LocalEventApi } from './event-api.ts';
import { ConnectionPublications } from './quotas.ts';
import type { EventCaller } from './types.ts';

/** AppSync Events guide, event-api-websocket-protocol: what the client may wait for, in milliseconds; and how often it hears. */
const connectionTimeoutMs = 300_000;
const keepAlive = 60_000;
/** The same page: a connection lasts 24 hours. */
const longest = 24 * 3_600_000;
/** AppSync Events quotas: subscriptions of a connection. */
const mostSubscriptions = 200;
/** Ids of subscriptions and publications. */
const idPattern = /^[a-zA-Z0-9-_+]{1,128}$/;

interface Message {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly channel?: unknown;
  readonly events?: unknown;
  readonly authorization?: unknown;
}

export interface ConnectionOptions {
  readonly api: LocalEventApi;
  readonly clock: Clock;
  /** Who a message is from. Throws where that is not allowed. */
  authorize(operation: EventOperation, message: Message): Promise<EventCaller>;
}

/** What is said on one WebSocket (AppSync Events guide, event-api-websocket-protocol). */
export class EventConnection implements SocketListener {
  readonly #socket: ClientSocket;
  readonly #options: ConnectionOptions;
  readonly #publications: ConnectionPublications;
  /** What ends each subscription, by its id. */
  readonly #subscriptions = new Map<string, () => void>();
  readonly #timers = new Map<'alive' | 'end', () => void>();
  /** Messages are worked on one after the other, in their order. */
  #work = Promise.resolve();

  constructor(socket: ClientSocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#publications = new ConnectionPublications(options.clock);
    this.#timers.set(
      'end',
      options.clock.timer(longest, () => socket.close(1000, 'the connection has lasted for 24 hours')),
    );
    this.#stayAlive();
  }

  text(text: string): void {
    this.#work = this.#work.then(() => this.#take(text));
  }

  closed(): void {
    for (const end of [...this.#subscriptions.values(), ...this.#timers.values()]) end();
    this.#subscriptions.clear();
  }

  #stayAlive(): void {
    this.#timers.set(
      'alive',
      this.#options.clock.timer(keepAlive, () => {
        this.#say({ type: 'ka' });
        this.#stayAlive();
      }),
    );
  }

  async #take(text: string): Promise<void> {
    const message = messageIn(text);
    const { type, id } = message;
    try {
      if (type === 'connection_init') this.#say({ type: 'connection_ack', connectionTimeoutMs });
      else if (type === 'subscribe') await this.#subscribe(message);
      else if (type === 'unsubscribe') this.#unsubscribe(message);
      else if (type === 'publish') await this.#publish(message);
      else throw new ServiceError('UnsupportedOperation', 400, 'Operation not supported');
    } catch (error) {
      const isKnown = ['subscribe', 'unsubscribe', 'publish'].includes(type as string);
      this.#say({
        type: isKnown ? `${type as string}_error` : 'error',
        ...(id === undefined ? {} : { id }),
        ...errorsOf(asServiceError(error, 'BadRequestException')),
      });
    }
  }

  async #subscribe(message: Message): Promise<void> {
    const id = idOf(message);
    if (this.#subscriptions.has(id)) throw badRequest(`The id ${id} is that of another subscription`);
    if (this.#subscriptions.size >= mostSubscriptions)
      throw new ServiceError(
        'MaxSubscriptionsReachedError',
        400,
        `A connection has ${mostSubscriptions} subscriptions`,
      );
    const caller = await this.#options.authorize('EVENT_SUBSCRIBE', message);
    const event = (text: string): void => this.#say({ type: 'data', id, event: text });
    this.#subscriptions.set(
      id,
      this.#options.api.listen(message.channel, caller, { event }, () => this.#socket.break()),
    );
    this.#say({ type: 'subscribe_success', id });
  }

  #unsubscribe(message: Message): void {
    const id = idOf(message);
    const end = this.#subscriptions.get(id);
    if (!end) throw new ServiceError('UnknownOperationError', 400, `Unknown operation id ${id}`);
    this.#subscriptions.delete(id);
    end();
    this.#say({ type: 'unsubscribe_success', id });
  }

  async #publish(message: Message): Promise<void> {
    const id = idOf(message);
    if (!this.#publications.takes(1)) throw new ServiceError('LimitExceededError', 429, 'Rate limit exceeded');
    const caller = await this.#options.authorize('EVENT_PUBLISH', message);
    this.#say({ type: 'publish_success', id, ...this.#options.api.publish(message.channel, message.events, caller) });
  }

  #say(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }
}

function messageIn(text: string): Message {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : {};
  } catch {
    return {};
  }
}

function idOf({ id }: Message): string {
  if (typeof id === 'string' && idPattern.test(id)) return id;
  throw badRequest('The id has 1 to 128 letters, digits, and -, _ or +');
}
