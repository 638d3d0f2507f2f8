import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { followOffers, type Offer, type Socket } from '../../web/offers-client.ts';

const offer = (id: string): Offer => ({ id, rule: 'r', window: 0, subject: '', because: '', offer: { text: 'x' } });

/** A connection as the page has it, and AppSync's end of it. */
class FakeSocket implements Socket {
  readonly sent: Record<string, unknown>[] = [];
  readonly #heard: { type: string; listener: (message: { data: unknown }) => void }[] = [];
  readonly protocols: string[];

  constructor(protocols: string[]) {
    this.protocols = protocols;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  addEventListener(type: string, listener: (message: { data: unknown }) => void): void {
    this.#heard.push({ type, listener });
  }
  happens(type: string, data?: string): void {
    for (const each of this.#heard) if (each.type === type) each.listener({ data });
  }
  close(): void {
    this.happens('close');
  }
  says(message: object): void {
    this.happens('message', JSON.stringify(message));
  }
  accept(): void {
    this.happens('open');
    this.says({ type: 'connection_ack', connectionTimeoutMs: 300_000 });
    this.says({ type: 'subscribe_success', id: this.sent.at(-1)!['id'] });
  }
}

function page() {
  const sockets: FakeSocket[] = [];
  const got: string[] = [];
  const states: string[] = [];
  let tokens = 0;
  const end = followOffers(
    {
      realtime: 'wss://realtime.example/event/realtime',
      host: 'http.example',
      user: 'ada',
      token: async () => `token ${++tokens}`,
    },
    { offer: ({ id }) => void got.push(id), state: (state) => void states.push(state) },
    (address, protocols) => {
      expect(address).toBe('wss://realtime.example/event/realtime');
      sockets.push(new FakeSocket(protocols));
      return sockets.at(-1)!;
    },
  );
  return { sockets, got, states, end };
}
const settle = (milliseconds = 0) => jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('connects and subscribes with the token of the user', async () => {
  const { sockets, states, end } = page();
  await settle();
  const [socket] = sockets as [FakeSocket];
  socket.accept();
  const authorization = { host: 'http.example', Authorization: 'token 1' };
  expect(socket.protocols[0]).toBe('aws-appsync-event-ws');
  const [, header] = /^header-([\w-]+)$/.exec(socket.protocols[1]!)!;
  expect(JSON.parse(Buffer.from(header!, 'base64url').toString())).toEqual(authorization);
  expect(socket.sent).toEqual([
    { type: 'connection_init' },
    { type: 'subscribe', id: expect.stringMatching(/^[\w-]{1,128}$/), channel: '/offers/ada', authorization },
  ]);
  expect(states).toEqual(['connected']);
  end();
});

it('shows each offer once, however often it is pushed, as a text or in a list', async () => {
  const { sockets, got, end } = page();
  await settle();
  sockets[0]!.accept();
  for (const id of ['a', 'b', 'a']) sockets[0]!.says({ type: 'data', id: 's', event: JSON.stringify(offer(id)) });
  sockets[0]!.says({ type: 'data', id: 's', event: [JSON.stringify(offer('c')), JSON.stringify(offer('b'))] });
  sockets[0]!.says({ type: 'ka' });
  expect(got).toEqual(['a', 'b', 'c']);
  end();
});

it('connects again with a new token, later each time, and still shows each offer once', async () => {
  const { sockets, got, states, end } = page();
  await settle();
  sockets[0]!.accept();
  sockets[0]!.says({ type: 'data', id: 's', event: JSON.stringify(offer('a')) });
  sockets[0]!.close();
  expect([states.at(-1), sockets.length]).toEqual(['connecting', 1]);
  await settle(1_000);
  expect(sockets).toHaveLength(2);
  sockets[1]!.close();
  await settle(999);
  expect(sockets).toHaveLength(2);
  await settle(1_001);
  expect(sockets).toHaveLength(3);
  sockets[2]!.accept();
  expect(sockets[2]!.sent[1]).toMatchObject({ authorization: { Authorization: 'token 3' } });
  sockets[2]!.says({ type: 'data', id: 's', event: JSON.stringify(offer('a')) });
  expect([got, states.at(-1)]).toEqual([['a'], 'connected']);
  end();
});

it('takes a connection for dead that says nothing for as long as AppSync allows', async () => {
  const { sockets, end } = page();
  await settle();
  sockets[0]!.happens('open');
  sockets[0]!.says({ type: 'connection_ack', connectionTimeoutMs: 5_000 });
  sockets[0]!.says({ type: 'ka' });
  await settle(4_000);
  sockets[0]!.says({ type: 'ka' });
  await settle(4_999);
  expect(sockets).toHaveLength(1);
  await settle(1_001);
  expect(sockets).toHaveLength(2);
  end();
});

it.each([['subscribe_error'], ['connection_error']])('does not ask again what is refused: %s', async (type) => {
  const { sockets, states, end } = page();
  await settle();
  sockets[0]!.happens('open');
  sockets[0]!.says({ type, errors: [{ errorType: 'UnauthorizedException', message: 'no' }] });
  await settle(600_000);
  expect([states, sockets.length]).toEqual([['refused'], 1]);
  end();
});

it('connects no more once it has ended', async () => {
  const { sockets, states, end } = page();
  await settle();
  sockets[0]!.accept();
  end();
  await settle(600_000);
  expect([sockets.length, states]).toEqual([1, ['connected']]);
});
