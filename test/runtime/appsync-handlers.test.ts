import { describe, expect, it } from '@jest/globals';
import { ann, ben, errorIn, eventWorld, ownChannelOnly, publishedIn, received } from './appsync-world.ts';

const publishing = (body: string) => `export function onPublish(ctx) { ${body} }`;

describe('onSubscribe (AppSync Events guide, channel-namespace-handlers)', () => {
  it('lets users subscribe to their own channel, and to no other', () => {
    const { api } = eventWorld({ code: ownChannelOnly });
    expect(received(api, '/offers/ann', ann)).toEqual([]);
    for (const channel of ['/offers/ann', '/offers/*', '/offers', '/offers/ben/ann'])
      expect(() => received(api, channel, ben)).toThrow(expect.objectContaining({ name: 'Unauthorized' }));
  });

  it('sees channel, namespace, operation and identity as documented', () => {
    const code = `export function onSubscribe(ctx) { throwIt(JSON.stringify(ctx)); }
      const throwIt = (text) => util.error(text, 'Seen');
      import { util } from '@aws-appsync/utils';`;
    const { api } = eventWorld({ code });
    let seen = '';
    try {
      received(api, '/offers/ann', ann);
    } catch (error) {
      seen = (error as Error).message;
    }
    expect(JSON.parse(seen)).toMatchObject({
      identity: { sub: 'ann', username: 'ann', claims: { sub: 'ann' }, defaultAuthStrategy: 'ALLOW' },
      info: {
        channel: { path: '/offers/ann', segments: ['offers', 'ann'] },
        channelNamespace: { name: 'offers' },
        operation: 'SUBSCRIBE',
      },
      stash: {},
      result: null,
      error: null,
    });
  });

  it('a mistake of the handler refuses the subscription, and does not let anybody through', () => {
    const { api } = eventWorld({ code: 'export const onSubscribe = (ctx) => ctx.identity.nothing.here;' });
    expect(() => received(api, '/offers/ann', ann)).toThrow(/The handler failed: onSubscribe: TypeError/);
  });
});

describe('onPublish (the same page)', () => {
  it('changes events, leaves some out, and refuses some by an error', async () => {
    const { api, post } = eventWorld({
      code: publishing(`return ctx.events
        .filter((event) => event.payload.n !== 2)
        .map((event) => event.payload.n === 3 ? { id: event.id, error: 'no three' } : { id: event.id, payload: { n: event.payload.n * 10 } });`),
    });
    const got = received(api, '/offers/ann', ann);
    const answer = publishedIn(await post('/offers/ann', ['{"n":1}', '{"n":2}', '{"n":3}']));
    expect(got).toEqual(['{"n":10}']);
    expect(answer.successful.map(({ index }) => index)).toEqual([0, 1]);
    expect(answer.failed).toMatchObject([{ index: 2, message: 'no three' }]);
  });

  it('an id that did not come in is an error', async () => {
    const { post } = eventWorld({ code: publishing("return [{ id: 'mine', payload: 1 }];") });
    expect(await post('/offers/ann', ['1'])).toMatchObject({ status: 400 });
  });

  it('util.unauthorized() is a 403 over HTTP', async () => {
    const code = `import { util } from '@aws-appsync/utils';\n${publishing('util.unauthorized();')}`;
    const reply = await eventWorld({ code }).post('/offers/ann', ['1']);
    expect([reply.status, errorIn(reply)]).toEqual([403, 'Unauthorized']);
  });
});

describe('the code of handlers', () => {
  it.each([
    ['"throw"', "export function onSubscribe(ctx) { throw 'no'; }"],
    ['"try"', 'export function onSubscribe(ctx) { try { ctx.a(); } catch { } }'],
    ['"while"', 'export function onSubscribe(ctx) { while (true) {} }'],
    ['"async"', 'export async function onSubscribe(ctx) {}'],
    ['"class"', 'class A {} export function onSubscribe(ctx) {}'],
    ['"new"', 'export function onSubscribe(ctx) { const now = new Date(); }'],
    ['"++"', 'export function onSubscribe(ctx) { let n = 0; n++; }'],
    ['"for (let n = 0;"', 'export function onSubscribe(ctx) { for (let n = 0; n < 3; n += 1) {} }'],
  ])('has no %s (AppSync guide, supported-features)', (word, code) => {
    expect(() => eventWorld({ code })).toThrow(`${word} is no part of the JavaScript of AppSync.`);
  });

  it('may have these words in texts and comments, and loops over what there is', () => {
    const code = `// do not throw
      export function onSubscribe(ctx) { for (const each of ctx.info.channel.segments) { const text = 'try this; while --'; } }`;
    expect(() => eventWorld({ code })).not.toThrow();
  });

  it.each([
    ['a longer one', `//${'x'.repeat(32 * 1024)}`, 'AppSync accepts 1 to 32768'],
    ['another import', "import fs from 'node:fs'; export function onSubscribe() {}", 'the local runtime understands'],
    ['a data source', 'export const onPublish = { request(ctx) {}, response(ctx) {} };', 'is not modelled'],
  ])('is refused: %s', (_, code, message) => {
    expect(() => eventWorld({ code })).toThrow(message);
  });

  it.each([
    'process',
    'require',
    'globalThis.process',
    'fetch',
    'setTimeout',
    "eval('1')",
    "(() => 1).constructor('return 1')()",
  ])('cannot reach %s', (what) => {
    const { api } = eventWorld({ code: `export const onSubscribe = () => JSON.stringify(${what}.length.a);` });
    expect(() => received(api, '/offers/ann', ann)).toThrow('The handler failed');
  });

  it('what is not modelled of util says so', () => {
    const code = `import { util } from '@aws-appsync/utils';\nexport const onSubscribe = () => util.autoUlid();`;
    expect(() => received(eventWorld({ code }).api, '/offers/ann', ann)).toThrow('util.autoUlid is not modelled');
  });

  it('ends after a second', () => {
    const code =
      'const again = (n) => n === 0 ? 0 : again(n - 1) + again(n - 1); export const onSubscribe = () => again(60);';
    expect(() => received(eventWorld({ code }).api, '/offers/ann', ann)).toThrow(/timed out/);
  });
});
