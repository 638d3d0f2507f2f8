import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { Outcome } from '../../processors/lib/kafka/topic-producer.ts';
import { SigningSecrets } from '../../processors/webhook/signing-secrets.ts';
import { schemes, type SchemeName } from '../../processors/webhook/signature-schemes.ts';
import { longestBody, Webhook } from '../../processors/webhook/webhook.ts';

const now = Date.parse('2026-11-30T08:00:00Z');
const inTime = { remaining: () => 1000 };
const secret = `whsec_${Buffer.from('a secret of the sender').toString('base64')}`;
const paid = {
  type: 'invoice.paid',
  occurredAt: '2026-11-30T07:59:58Z',
  entityId: 'invoice-2026-17',
  sequence: 3,
  operation: 'update',
  amount: '1250.00',
  currency: 'EUR',
};

/** Headers of a delivery, signed as its sender would: `at` in seconds. */
type Sign = (body: string, given: { at: number; secret: string }) => Record<string, string>;
const hmac = (key: string | Buffer, content: string, as: 'hex' | 'base64' = 'hex') =>
  createHmac('sha256', key).update(content).digest(as);
const signed: Record<SchemeName, Sign> = {
  standard: (body, { at, secret: given }) => {
    const key = Buffer.from(given.slice('whsec_'.length), 'base64');
    const signature = hmac(key, `msg_1.${at}.${body}`, 'base64');
    return {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(at),
      'webhook-signature': `v1a,x v1,AAAA v1,${signature}`,
    };
  },
  stripe: (body, { at, secret: given }) => ({
    'stripe-signature': `t=${at},v1=00,v1=${hmac(given, `${at}.${body}`)},v0=1`,
  }),
  slack: (body, { at, secret: given }) => ({
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${hmac(given, `v0:${at}:${body}`)}`,
  }),
  github: (body, { secret: given }) => ({
    'x-hub-signature-256': `sha256=${hmac(given, body)}`,
    'x-github-delivery': 'changed',
  }),
  shopify: (body, { secret: given }) => ({ 'x-shopify-hmac-sha256': hmac(given, body, 'base64') }),
};
const names = Object.keys(schemes) as SchemeName[];
const timed = ['standard', 'stripe', 'slack'] as const;

/** A webhook, and what it has written. `known` are the secrets, one for each time that they are read. */
function receiver({
  scheme = 'standard' as SchemeName,
  outcome = { kind: 'acknowledged' } as Outcome,
  known = [{ current: secret }] as object[],
  clock = { now: () => now },
} = {}) {
  const written: { key: string; value: string }[] = [];
  let read = 0;
  const secrets = new SigningSecrets(
    () => Promise.resolve(JSON.stringify(known[Math.min(read++, known.length - 1)])),
    clock,
  );
  const send = (records: readonly { key: string; value: string }[]): Promise<Outcome[]> => {
    if (outcome.kind === 'acknowledged') written.push(...records);
    return Promise.resolve(records.map(() => outcome));
  };
  const webhook = new Webhook({ scheme, secrets, producer: { send }, clock });
  const deliver = async (
    content: unknown,
    {
      at = now / 1000,
      as = secret,
      headers = {} as Record<string, string>,
      raw = undefined as Buffer | undefined,
    } = {},
  ) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const body = raw ?? Buffer.from(text);
    return webhook.handle({ headers: { ...signed[scheme](text, { at, secret: as }), ...headers }, body }, inTime);
  };
  return { deliver, written, times: () => read };
}

const body = (scheme: SchemeName): object => ({
  ...paid,
  ...(scheme === 'stripe' ? { id: 'evt_1' } : { event_id: 'Ev1' }),
});
const ids = { standard: 'saas:msg_1', stripe: 'saas:evt_1', slack: 'saas:Ev1' };

describe.each(names)('a delivery that is signed as %s does', (scheme) => {
  it('is in the topic under its entity before it is acknowledged', async () => {
    const { deliver, written } = receiver({ scheme });
    const { status, outcome, body: said } = await deliver(body(scheme));
    expect([status, outcome]).toEqual([200, 'accepted']);
    expect(written).toHaveLength(1);
    const event = JSON.parse(written[0]!.value) as { eventId: string };
    expect(written[0]!.key).toBe('invoice-2026-17');
    expect(event).toMatchObject({ ...paid, source: 'saas' });
    expect(JSON.parse(said)).toEqual({ eventId: event.eventId });
  });

  it('is the same event when it is repeated', async () => {
    const { deliver, written } = receiver({ scheme });
    await deliver(body(scheme));
    await deliver(body(scheme), { at: now / 1000 + 60 });
    const [one, other] = written.map(({ value }) => (JSON.parse(value) as { eventId: string }).eventId);
    expect(one).toBe(other);
    if (scheme in ids) expect(one).toBe(ids[scheme as keyof typeof ids]);
  });

  it('is refused with one letter changed, with another secret, and without a signature', async () => {
    const { deliver, written } = receiver({ scheme });
    const changed = Buffer.from(JSON.stringify(body(scheme)).replace('1250', '9250'));
    const answers = [
      await deliver(body(scheme), { raw: changed }),
      await deliver(body(scheme), { as: `whsec_${Buffer.from('guessed').toString('base64')}` }),
      await deliver(body(scheme), {
        headers: Object.fromEntries(Object.keys(signed[scheme]('', { at: 0, secret })).map((name) => [name, ''])),
      }),
    ];
    expect(answers.map(({ status, outcome }) => [status, outcome])).toEqual(answers.map(() => [401, 'unsigned']));
    expect(written).toEqual([]);
  });

  it('is accepted with the secret that is being replaced, too', async () => {
    const known = [{ current: `whsec_${Buffer.from('new').toString('base64')}`, previous: secret }];
    expect(await receiver({ scheme, known }).deliver(body(scheme))).toMatchObject({ status: 200 });
  });
});

describe.each(timed)('a delivery with a time, signed as %s does', (scheme) => {
  it.each([
    [-299, 200],
    [-301, 401],
    [299, 200],
    [301, 401],
  ])('%d seconds from now is answered with %d', async (seconds, status) => {
    const { deliver } = receiver({ scheme });
    expect(await deliver(body(scheme), { at: now / 1000 + seconds })).toMatchObject({ status });
  });
});

it.each(['github', 'shopify'] as const)('takes no id from %s that is not signed', async (scheme) => {
  const { deliver, written } = receiver({ scheme });
  await deliver(body(scheme));
  await deliver(body(scheme), { headers: { 'x-github-delivery': 'another', 'x-shopify-webhook-id': 'another' } });
  const [one, other] = written.map(({ value }) => (JSON.parse(value) as { eventId: string }).eventId);
  expect(one).toBe(other);
});

describe('a body', () => {
  it.each([
    ['is not JSON', '{"type":'],
    ['is not an object', '[]'],
    ['is null', 'null'],
  ])('that %s is refused', async (_, content) => {
    expect(await receiver().deliver(content)).toMatchObject({ status: 400, reason: 'the body is not a JSON object' });
  });

  it('that is off the contract is refused, and the sender hears why', async () => {
    const answer = await receiver().deliver({ ...paid, operation: 'merge' });
    expect(answer).toMatchObject({ status: 400, reason: 'the event is off the contract' });
    expect(answer.body).toContain('operation');
  });

  it('without the id of its delivery is refused', async () => {
    expect(await receiver({ scheme: 'stripe' }).deliver(paid)).toMatchObject({
      status: 400,
      reason: 'the delivery has no id',
    });
  });

  it('cannot say which source it is of, or which event', async () => {
    const { deliver, written } = receiver();
    await deliver({ ...paid, source: 'orders', eventId: 'orders:1' });
    expect(JSON.parse(written[0]!.value)).toMatchObject({ source: 'saas', eventId: 'saas:msg_1' });
  });

  it('with letters of other alphabets is signed as it is sent', async () => {
    const { deliver, written } = receiver();
    expect(await deliver({ ...paid, text: 'Überwiesen – 支払い済み' })).toMatchObject({ status: 200 });
    expect(written[0]!.value).toContain('支払い済み');
  });

  it('above the limit is refused before anybody looks at its signature', async () => {
    const { deliver, times } = receiver();
    expect(await deliver('x'.repeat(longestBody + 1))).toMatchObject({ status: 413 });
    expect(times()).toBe(0);
  });
});

describe('brokers that do not take an event', () => {
  it('make the sender come back', async () => {
    const outcome: Outcome = { kind: 'unavailable', reason: 'signing in: Too many connects', isDenied: false };
    const answer = await receiver({ outcome }).deliver(paid);
    expect(answer).toMatchObject({ status: 503, outcome: 'busy', reason: 'signing in: Too many connects' });
    expect(answer.headers['retry-after']).toBe('5');
  });

  it('because the role may not write are a failure of ours', async () => {
    const outcome: Outcome = { kind: 'unavailable', reason: 'signing in: Access denied', isDenied: true };
    const answer = await receiver({ outcome }).deliver(paid);
    expect(answer).toMatchObject({ status: 500, outcome: 'failed', reason: 'signing in: Access denied' });
    expect(answer.body).not.toContain('denied');
  });
});

describe('the secret', () => {
  it('that was set a moment ago works at once', async () => {
    const known = [{ current: 'whsec_b2xk' }, { current: secret }];
    let at = now;
    const { deliver, times } = receiver({ known, clock: { now: () => at } });
    await deliver(paid, { as: 'whsec_b2xk' });
    at += 31_000;
    expect(await deliver(paid)).toMatchObject({ status: 200 });
    expect(times()).toBe(2);
  });

  it('is not read for each wrong signature', async () => {
    const { deliver, times } = receiver();
    for (let n = 0; n < 50; n++) await deliver(paid, { as: 'whsec_d3Jvbmc=' });
    expect(times()).toBe(1);
  });

  it.each([
    ['has no member "current"', {}],
    ['has no member "current"', { current: '' }],
    ['has no member "current"', { current: 7 }],
  ])('that %s is a failure of ours, and nobody is let in', async (why, known) => {
    const { deliver, written } = receiver({ known: [known] });
    expect(await deliver(paid)).toMatchObject({ status: 500, outcome: 'failed', reason: expect.stringContaining(why) });
    expect(written).toEqual([]);
  });
});
