import type { ServiceOptions } from '../../contracts/faults.ts';

/** How somebody proves who they are. */
export type AuthMode = 'AWS_IAM' | 'AMAZON_COGNITO_USER_POOLS' | 'AWS_LAMBDA';

/** Who publishes or subscribes. */
export interface EventCaller {
  readonly mode: AuthMode;
  /** What a handler reads as `ctx.identity`. */
  readonly identity: Readonly<Record<string, unknown>>;
}

/** The answer to a publication: each event by its place in the call. */
export interface Published {
  readonly successful: readonly { readonly identifier: string; readonly index: number }[];
  readonly failed: readonly {
    readonly identifier: string;
    readonly index: number;
    readonly code: number;
    readonly message: string;
  }[];
}

/** An event that was sent to the subscribers of its channel. AppSync does not keep it for later subscribers. */
export interface Broadcast {
  readonly id: string;
  /** `/offers/ann` */
  readonly channel: string;
  /** JSON, as it was published, or as the handler has made it. */
  readonly event: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who has received it, by the name of their identity: once for each of their subscriptions. */
  readonly receivers: readonly string[];
}

export interface EventListener {
  /** An event of the channel, as JSON. */
  event(text: string): void;
  /** The connection is lost: events that come from now on are not received. */
  closed?(): void;
}

export interface EventSubscription {
  readonly isOpen: boolean;
  unsubscribe(): void;
}

/** An Event API of AppSync: takes events for channels, and sends each to the current subscribers of its channel. */
export interface EventApi {
  /** `POST /event`: status and body of the answer. Rejects with the reason of the signal where that ends first. */
  post(
    body: string,
    caller: EventCaller,
    signal?: AbortSignal,
  ): Promise<{ readonly status: number; readonly body: string }>;
  /** Subscribes as a WebSocket client does. Throws where that is refused; `name` of the error is the `errorType` of AppSync. */
  subscribe(channel: string, caller: EventCaller, listener: EventListener): EventSubscription;
  /** The newest hundred thousand, oldest first. */
  broadcasts(): readonly Broadcast[];
  /** Calls the listener with every broadcast from now on. */
  onBroadcast(listener: (broadcast: Broadcast) => void): void;
}

/** The Event API of a run. */
export interface RunningEventApi extends EventApi {
  /** `http://127.0.0.1:PORT/event` */
  readonly url: string;
  /** `ws://127.0.0.1:PORT/event/realtime` */
  readonly realtimeUrl: string;
  /** What a user sends as `Authorization`: a token whose `sub` is the user. */
  authorization(user: string): string;
}

export interface EventNamespaceOptions {
  /** `CodeHandlers`: JavaScript of AppSync. */
  readonly code?: string;
  readonly publish: readonly AuthMode[];
  readonly subscribe: readonly AuthMode[];
}

export interface EventApiOptions extends ServiceOptions {
  /** By name. */
  readonly namespaces: Readonly<Record<string, EventNamespaceOptions>>;
}

export interface AppsyncKinds {
  eventApi: RunningEventApi;
}
