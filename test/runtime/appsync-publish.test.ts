import { describe, expect, it } from '@jest/globals';
import { eventUser } from '../../runtime/door.ts';
import { ann, ben, errorIn, eventWorld, publishedIn, pusher, received } from './appsync-world.ts';
import { always, start } from './world.ts';

describe('a publication (AppSync Events guide, publish-http, and event-api-websocket-protocol)', () => {
  it('goes to whoever subscribes to the channel at that moment, and is not kept for others', async () => {
    const { api, post } = eventWorld();
    const before = received(api, '/offers/ann', ann);
    const all = received(api, '/offers/*', ben);
    const reply = await post('offers/ann', ['{"a":1}', '"b"']);
    expect(reply.status).toBe(200);
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(publishedIn(reply)).toEqual({
      successful: [
        { identifier: id, index: 0 },
        { identifier: id, index: 1 },
      ],
      failed: [],
    });
    expect([before, all, received(api, '/offers/ann', ann)]).toEqual([['{"a":1}', '"b"'], ['{"a":1}', '"b"'], []]);
    expect(api.broadcasts()).toMatchObject([
      { channel: '/offers/ann', event: '{"a":1}', at: start + 10, receivers: ['ann', 'ben'] },
      { channel: '/offers/ann', event: '"b"', receivers: ['ann', 'ben'] },
    ]);
  });

  it('ends for who unsubscribes', async () => {
    const { api, post } = eventWorld();
    const got: string[] = [];
    const subscription = api.subscribe('/offers/ann', ann, { event: (text) => got.push(text) });
    await post('/offers/ann', ['1']);
    subscription.unsubscribe();
    await post('/offers/ann', ['2']);
    expect([got, subscription.isOpen]).toEqual([['1'], false]);
  });

  it.each<[string, unknown, unknown, number]>([
    ['more than 5 events', '/offers/ann', ['1', '2', '3', '4', '5', '6'], 400],
    ['no events', '/offers/ann', [], 400],
    ['an event that is no text', '/offers/ann', [{ a: 1 }], 400],
    ['a text that is no JSON', '/offers/ann', ['{'], 400],
    ['a channel that is a pattern', '/offers/*', ['1'], 400],
    ['a namespace that is not there', '/news/ann', ['1'], 400],
    ['an event beyond 240 KB (quotas)', '/offers/ann', [JSON.stringify('x'.repeat(240 * 1024))], 413],
  ])('is refused: %s', async (_, channel, events, status) => {
    const { api, post } = eventWorld();
    expect((await post(channel, events)).status).toBe(status);
    expect(api.broadcasts()).toEqual([]);
  });

  it('takes 240 KB', async () => {
    const { post } = eventWorld();
    expect((await post('/offers/ann', [JSON.stringify('x'.repeat(240 * 1024 - 2))])).status).toBe(200);
  });

  it('a body that is no JSON is a bad request', async () => {
    const { api, clock } = eventWorld();
    expect(errorIn(await clock.run(api.post('{', pusher)))).toBe('BadRequestException');
  });

  it('is for those whose mode the namespace names, and so is a subscription', async () => {
    const { api, post } = eventWorld();
    const reply = await post('/offers/ann', ['1'], ann);
    expect([reply.status, errorIn(reply)]).toEqual([401, 'UnauthorizedException']);
    expect(() => received(api, '/offers/ann', pusher)).toThrow(
      expect.objectContaining({ name: 'UnauthorizedException' }),
    );
  });

  it('takes 10,000 events in a second (quotas)', async () => {
    const { api, clock } = eventWorld();
    const body = JSON.stringify({ channel: '/offers/ann', events: ['1', '2', '3', '4', '5'] });
    const replies = await clock.run(Promise.all(Array.from({ length: 2001 }, () => api.post(body, pusher))));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2000);
    expect(replies.at(-1)!.status).toBe(429);
    await clock.advance(1000);
    expect((await clock.run(api.post(body, pusher))).status).toBe(200);
  });
});

describe('faults', () => {
  it.each([
    ['events.throttled', 429],
    ['events.failed', 500],
    ['events.away', 503],
  ])('%s: answers %s, and has broadcast nothing; later it does', async (point, status) => {
    const { api, post } = eventWorld({ rules: always({ [point]: 1 }) });
    expect((await post('/offers/ann', ['1'])).status).toBe(status);
    expect(api.broadcasts()).toEqual([]);
    expect((await post('/offers/ann', ['1'])).status).toBe(200);
  });

  it('events.answer-lost: an error although it was broadcast', async () => {
    const { api, post } = eventWorld({ rules: always({ 'events.answer-lost': 1 }) });
    expect((await post('/offers/ann', ['1'])).status).toBe(500);
    expect(api.broadcasts()).toHaveLength(1);
  });

  it('events.twice: those who subscribe receive it twice', async () => {
    const { api, post } = eventWorld({ rules: always({ 'events.twice': 1 }) });
    const got = received(api, '/offers/ann', ann);
    expect(publishedIn(await post('/offers/ann', ['1'])).successful).toHaveLength(1);
    expect(got).toEqual(['1', '1']);
  });

  it('events.one-refused: names what it did not take', async () => {
    const { api, post } = eventWorld({ rules: always({ 'events.one-refused': 1 }) });
    const got = received(api, '/offers/ann', ann);
    expect(publishedIn(await post('/offers/ann', ['1', '2'])).failed).toMatchObject([{ index: 0 }, { index: 1 }]);
    expect(publishedIn(await post('/offers/ann', ['1', '2'])).successful).toHaveLength(2);
    expect(got).toEqual(['1', '2']);
  });

  it('events.connection-lost: an event is lost for this user, and for nobody else', async () => {
    const { api, post, faults } = eventWorld({
      rules: { ...always({}), 'events.connection-lost': { rate: 0.5, sightings: 1 } },
    });
    const users = Array.from({ length: 40 }, (_, n) => `u${n}`);
    const all = users.map((user) => received(api, '/offers/all', eventUser(user)));
    await post('/offers/all', ['1']);
    const lost = all.filter(([first]) => first === 'closed');
    expect(lost.length).toBe(faults.injected().length);
    expect(lost.length).toBeGreaterThan(5);
    expect(all.filter(([first]) => first === '1')).toHaveLength(40 - lost.length);
    expect(api.broadcasts()[0]!.receivers).toHaveLength(40 - lost.length);
  });
});
