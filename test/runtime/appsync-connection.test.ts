import { describe, expect, it } from '@jest/globals';
import { EventConnection } from '../../runtime/services/appsync/connection.ts';
import { LocalEventApi } from '../../runtime/services/appsync/event-api.ts';
import { ann, eventWorld, pusher } from './appsync-world.ts';
import { always, hour, minute } from './world.ts';

/** A connection on virtual time, whose user may do everything; `said` is what the client hears. */
function connected(rules = always({})) {
  const { clock, faults } = eventWorld({ rules });
  const namespaces = { offers: { publish: ['AWS_IAM'], subscribe: ['AMAZON_COGNITO_USER_POOLS'] } } as const;
  const api = new LocalEventApi({ namespaces, clock, faults, log: () => undefined });
  const said: string[] = [];
  const socket = {
    send: (text: string) => void said.push(text),
    close: (code: number, reason: string) => void said.push(`close ${code} ${reason}`),
    break: () => {
      said.push('break');
      connection.closed();
    },
  };
  const connection: EventConnection = new EventConnection(socket, {
    api,
    clock,
    authorize: async (operation) => (operation === 'EVENT_PUBLISH' ? pusher : ann),
  });
  const ask = async (message: object): Promise<void> => {
    connection.text(JSON.stringify(message));
    await clock.advance(1);
  };
  const types = () => said.map((text) => (text.startsWith('{') ? (JSON.parse(text) as { type: string }).type : text));
  return { api, clock, connection, ask, said, types };
}

describe('a connection of an Event API (event-api-websocket-protocol, quotas)', () => {
  it('says "ka" each minute, and ends after 24 hours', async () => {
    const { clock, said } = connected();
    await clock.advance(minute - 1);
    expect(said).toEqual([]);
    await clock.advance(1);
    expect(said).toEqual(['{"type":"ka"}']);
    await clock.advance(24 * hour);
    expect(said.at(-2)).toBe('close 1000 the connection has lasted for 24 hours');
  });

  it('says nothing more once it is closed, and its subscriptions are gone', async () => {
    const { api, clock, connection, ask, said } = connected();
    await ask({ type: 'subscribe', id: 's1', channel: '/offers/ann' });
    connection.closed();
    said.length = 0;
    api.publish('/offers/ann', ['1'], pusher);
    await clock.advance(hour);
    expect(said).toEqual([]);
    expect(api.broadcasts()).toMatchObject([{ receivers: [] }]);
  });

  it('takes 25 publications in a second', async () => {
    const { clock, ask, types } = connected();
    const publication = (n: number) => ({ type: 'publish', id: `p${n}`, channel: '/offers/ann', events: [String(n)] });
    for (let n = 0; n < 26; n++) await ask(publication(n));
    expect(types().filter((type) => type === 'publish_success')).toHaveLength(25);
    expect(types().at(-1)).toBe('publish_error');
    await clock.advance(1000);
    await ask(publication(26));
    expect(types().at(-1)).toBe('publish_success');
  });

  it('works on messages in their order', async () => {
    const { connection, clock, types } = connected();
    for (const message of [
      { type: 'connection_init' },
      { type: 'subscribe', id: 's1', channel: '/offers/ann' },
      { type: 'publish', id: 'p1', channel: '/offers/ann', events: ['1'] },
      { type: 'unsubscribe', id: 's1' },
      { type: 'publish', id: 'p2', channel: '/offers/ann', events: ['2'] },
    ])
      connection.text(JSON.stringify(message));
    await clock.advance(1);
    expect(types()).toEqual([
      'connection_ack',
      'subscribe_success',
      'data',
      'publish_success',
      'unsubscribe_success',
      'publish_success',
    ]);
  });

  it('what is no message is an error, and does not end it', async () => {
    const { connection, clock, ask, types } = connected();
    connection.text('{');
    connection.text('7');
    await clock.advance(1);
    await ask({ type: 'connection_init' });
    expect(types()).toEqual(['error', 'error', 'connection_ack']);
  });

  it('breaks with all its subscriptions where events.connection-lost strikes, before the event', async () => {
    const { api, ask, types } = connected(always({ 'events.connection-lost': 1 }));
    for (const id of ['s1', 's2']) await ask({ type: 'subscribe', id, channel: '/offers/ann' });
    api.publish('/offers/ann', ['1'], pusher);
    expect(types()).toEqual(['subscribe_success', 'subscribe_success', 'break']);
    expect(api.broadcasts()).toMatchObject([{ receivers: [] }]);
  });
});
