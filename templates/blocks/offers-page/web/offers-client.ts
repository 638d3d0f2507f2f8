/** An offer as it is pushed, and as the API lists it. */
export interface Offer {
  id: string;
  rule: string;
  window: number;
  subject: string;
  because: string;
  offer: Record<string, string>;
}

/** Where offers are pushed to, and to whom. */
export interface Subscription {
  /** The address of the API for WebSockets: wss://…/event/realtime */
  realtime: string;
  /** The host of the same API for HTTP: AppSync wants it in what authorises. */
  host: string;
  /** The `sub` of the user, which is also the name of their channel. */
  user: string;
  /** The ID token of the user, asked for each time a connection is made: it expires. */
  token(): Promise<string>;
}

export interface Follower {
  /** Hears of an offer once, however often it is pushed. */
  offer(offer: Offer): void;
  /** "connected", after which the list has to be read again: what was pushed meanwhile is gone. Or why there is no connection. */
  state(state: 'connected' | 'connecting' | 'refused'): void;
}

/** What of a WebSocket is used. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (message: { data: unknown }) => void): void;
}
export type Connect = (address: string, protocols: string[]) => Socket;

/** Milliseconds from one attempt to connect to the next: twice as long each time, up to the longest. */
const pause = { first: 1_000, longest: 60_000 };
/** Milliseconds without a word after which a connection is taken to be dead, until AppSync says how long it is. */
const patience = 300_000;

/**
 * Follows the offers of a user, over connections that come and go (AppSync developer guide, "Understanding the Event API WebSocket
 * protocol"). Gives a function that ends it.
 */
export function followOffers(
  { realtime, host, user, token }: Subscription,
  follower: Follower,
  connect: Connect,
): () => void {
  const known = new Set<string>();
  let ended = false;
  let socket: Socket | undefined;
  let wait = pause.first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const again = (): void => {
    clearTimeout(silence);
    if (ended) return;
    follower.state('connecting');
    timer = setTimeout(() => void begin(), wait * (0.5 + Math.random() / 2));
    wait = Math.min(2 * wait, pause.longest);
  };
  const begin = async (): Promise<void> => {
    let authorization: { host: string; Authorization: string };
    try {
      authorization = { host, Authorization: await token() };
    } catch {
      return again();
    }
    if (ended) return;
    const open = connect(realtime, ['aws-appsync-event-ws', `header-${base64url(JSON.stringify(authorization))}`]);
    socket = open;
    let timeout = patience;
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => open.close(), timeout);
    };
    open.addEventListener('open', () => open.send(JSON.stringify({ type: 'connection_init' })));
    open.addEventListener('close', () => {
      if (socket === open) again();
    });
    open.addEventListener('message', ({ data }) => {
      heard();
      const message = JSON.parse(String(data)) as Message;
      if (message.type === 'connection_ack') {
        timeout = message.connectionTimeoutMs ?? patience;
        const subscribe = { type: 'subscribe', id: crypto.randomUUID(), channel: `/offers/${user}`, authorization };
        open.send(JSON.stringify(subscribe));
      } else if (message.type === 'subscribe_success') {
        wait = pause.first;
        follower.state('connected');
      } else if (message.type === 'subscribe_error' || message.type === 'connection_error') {
        // it would be refused again: it is not the channel of this user, or the token is not good
        ended = true;
        follower.state('refused');
        open.close();
      } else if (message.type === 'data')
        for (const offer of offersIn(message.event)) {
          if (known.has(offer.id)) continue;
          known.add(offer.id);
          follower.offer(offer);
        }
    });
    heard();
  };

  void begin();
  return () => {
    ended = true;
    clearTimeout(timer);
    clearTimeout(silence);
    socket?.close();
  };
}

interface Message {
  type: string;
  connectionTimeoutMs?: number;
  event?: string | string[];
}

/** An event is a text of JSON; the guide also shows a list with one. */
const offersIn = (event: string | string[] = []): Offer[] => [event].flat().map((each) => JSON.parse(each) as Offer);

/** Without padding, as a sub-protocol has to be. */
const base64url = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
