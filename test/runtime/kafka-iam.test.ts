import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import { Kafka, logLevel } from 'kafkajs';
import { createHash, createHmac, X509Certificate, type Hash, type Hmac } from 'node:crypto';
import { connect } from 'node:tls';
import type { Call } from '../../runtime/contracts/permissions.ts';
import { iamAccess } from '../../runtime/services/kafka/iam-access.ts';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import { listenForProducers, type KafkaListener } from '../../runtime/services/kafka/wire/listener.ts';
import { loopbackCertificate } from '../../runtime/gateway/loopback-certificate.ts';
import { AccessKeys } from '../../runtime/local/callers.ts';
import { Brokers } from '../../templates/blocks/kafka-producer/processors/lib/kafka/brokers.ts';
import { iamToken } from '../../templates/blocks/kafka-producer/processors/lib/kafka/iam-token.ts';
import { TopicProducer } from '../../templates/blocks/kafka-producer/processors/lib/kafka/topic-producer.ts';
import { systemClock } from '../../templates/project/processors/lib/clock.ts';
import { kafkaWorld } from './kafka-world.ts';

const region = 'eu-west-1';
const clusterArn = `arn:aws:kafka:${region}:111122223333:cluster/shop/uuid`;
const topicArn = `arn:aws:kafka:${region}:111122223333:topic/shop/uuid/clicks`;
const keys = { accessKeyId: 'ASIAWEBHOOK', secretAccessKey: 'secret', sessionToken: 'a/b+c=' };
const certificate = loopbackCertificate();
const writing: Call[] = [
  { action: 'kafka-cluster:Connect', resource: clusterArn },
  { action: 'kafka-cluster:WriteDataIdempotently', resource: clusterArn },
  { action: 'kafka-cluster:DescribeTopic', resource: topicArn },
  { action: 'kafka-cluster:WriteData', resource: topicArn },
];

let listener: KafkaListener;
const open: Brokers[] = [];
let now = 0;
/** How far the clock of the brokers is ahead. */
let ahead = 0;
let flows: string[] = [];
let refused = 0;
beforeEach(() => {
  now = Date.now();
  ahead = 0;
  flows = [];
  refused = 0;
});
afterEach(async () => {
  for (const brokers of open.splice(0)) brokers.close();
  await listener.close();
});

/** A topic behind brokers of Amazon MSK: a role may make these calls. */
async function world({
  allowed = writing,
  rules = {},
  perSecond = 100,
}: {
  allowed?: readonly Call[];
  rules?: FaultRules;
  perSecond?: number;
} = {}) {
  const made = kafkaWorld({ partitions: 3, messageSize: 10_000, rules });
  const callers = new AccessKeys({ region, account: '111122223333' });
  callers.add(keys.accessKeyId, { ...keys, now: () => now + ahead, factor: 1 }, () => ({
    component: 'Webhook',
    roleArn: 'arn:aws:iam::111122223333:role/webhook',
    within: (call) => call(),
  }));
  const access = iamAccess(
    {
      component: 'Events',
      clusterArn,
      topicArn: (topic) => topicArn.replace('clicks', topic),
      connectionsPerSecond: perSecond,
      refused: () => refused++,
    },
    {
      callers,
      permissions: {
        allows: (_, { action, resource }) => allowed.some((one) => one.action === action && one.resource === resource),
        invokes: () => false,
        serviceMay: () => ({ allowed: true }),
      },
      faults: made.faults,
      clock: { ...made.clock, now: () => now } as never,
      meter: { flow: (from: string, to: string, count: number) => flows.push(`${from} -> ${to}: ${count}`) } as never,
      graph: { region },
    },
  );
  listener = await listenForProducers(
    { topics: new Map([['clicks', made.topic]]), messageSizeOf: () => 1_048_588, create: () => undefined },
    0,
    {
      access,
      ...certificate,
    },
  );
  return made;
}

function producer({ as = keys, place = region }: { as?: typeof keys; place?: string } = {}) {
  const brokers = new Brokers({
    bootstrap: [listener.address],
    security: { region: place, keys: () => as, authorities: certificate.cert },
    clock: { ...systemClock, now: () => now },
  });
  open.push(brokers);
  return new TopicProducer({ name: 'clicks', batchBytes: 9_000 }, brokers, systemClock, Math.random);
}

const inTime = { remaining: () => 2_000 };
const silent = (): void => undefined;
const record = (key: string, value: string) => ({ key, value, timestamp: 1_700_000_000_000 });
const textsOf = (made: Awaited<ReturnType<typeof world>>, key: string) =>
  made.topic
    .records()
    .filter((each) => String(Buffer.from(each.key!)) === key)
    .map(({ value }) => String(Buffer.from(value!)));
const acknowledged = (count: number) => Array.from({ length: count }, () => ({ kind: 'acknowledged' }));

describe('the producer of functions', () => {
  it('writes over TLS, signed in with IAM, each key in order to the partition that the stand-in gives it', async () => {
    const made = await world();
    const client = producer();
    const first = Array.from({ length: 300 }, (_, n) => record(`e${n % 7}`, `${n} ${'x'.repeat(100)}`));
    expect(await client.send(first, inTime, silent)).toEqual(acknowledged(300));
    expect(await client.send([record('e0', 'last')], inTime, silent)).toEqual(acknowledged(1));
    const expected = [...first.filter(({ key }) => key === 'e0').map(({ value }) => value), 'last'];
    expect(textsOf(made, 'e0')).toEqual(expected);
    const other = kafkaWorld({ partitions: 3 }).topic;
    for (const { key, partition } of made.topic.records())
      expect(other.append({ key, value: '' }).partition).toBe(partition);
    expect(new Set(flows.map((flow) => flow.split(':')[0]))).toEqual(new Set(['Webhook -> Events']));
    expect(made.topic.records()[0]!.timestamp).toBe(1_700_000_000_000);
  });

  it('refuses a record that the topic would not take, and writes the others', async () => {
    const made = await world();
    const outcomes = await producer().send([record('a', 'x'.repeat(9_000)), record('a', 'y')], inTime, silent);
    expect(outcomes).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('9000') },
      { kind: 'acknowledged' },
    ]);
    expect(textsOf(made, 'a')).toEqual(['y']);
  });

  it('sends a batch again whose answer was lost, and the topic has it once', async () => {
    const made = await world({ rules: { 'kafka.answer-lost': { rate: 1, sightings: 1 } } });
    const retries: string[] = [];
    const outcomes = await producer().send([record('a', '1'), record('a', '2')], inTime, (why) => retries.push(why));
    expect(outcomes).toEqual(acknowledged(2));
    expect(textsOf(made, 'a')).toEqual(['1', '2']);
    expect(retries).toEqual(['connection to the broker: the broker has closed the connection']);
  });

  it('comes back where a broker takes no more new connections', async () => {
    const made = await world({ perSecond: 1 });
    const [one, other] = [producer(), producer()];
    const retries: string[] = [];
    expect(await one.send([record('a', '1')], inTime, silent)).toEqual(acknowledged(1));
    const outcomes = await other.send([record('a', '2')], inTime, (why) => {
      retries.push(why);
      now += 400;
    });
    expect(outcomes).toEqual(acknowledged(1));
    expect(retries).toHaveLength(3);
    expect(refused).toBe(3);
    expect(retries[0]).toMatch(/^signing in: \[[0-9a-f-]+\]: Too many connects$/);
    expect(textsOf(made, 'a')).toEqual(['1', '2']);
  });

  it('gives up at its deadline where brokers are away', async () => {
    await world({ rules: { 'kafka.broker-away': { rate: 1, sightings: Infinity } } });
    const end = Date.now() + 400;
    const outcomes = await producer().send(
      [record('a', '1')],
      { remaining: () => Math.max(0, end - Date.now()) },
      silent,
    );
    expect(outcomes).toMatchObject([{ kind: 'unavailable', isDenied: false }]);
  });

  it.each(writing)('is told at once that it may not $action', async (missing) => {
    const made = await world({ allowed: writing.filter((each) => each !== missing) });
    const outcomes = await producer().send([record('a', '1')], inTime, silent);
    expect(outcomes).toMatchObject([{ kind: 'unavailable', isDenied: true }]);
    expect(textsOf(made, 'a')).toEqual([]);
  });

  it.each([
    ['of somebody else', { as: { ...keys, secretAccessKey: 'guessed' } }],
    ['without its session', { as: { ...keys, sessionToken: '' } }],
    ['of a key that nobody has', { as: { ...keys, accessKeyId: 'ASIANOBODY' } }],
    ['for another region', { place: 'us-east-1' }],
  ])('is not let in with a token %s', async (_, options) => {
    await world();
    const outcomes = await producer(options).send([record('a', '1')], inTime, silent);
    expect(outcomes).toMatchObject([{ reason: expect.stringContaining('Access denied'), isDenied: true }]);
  });
});

describe('the token', () => {
  it('is the presigned request of the signer of AWS', async () => {
    const date = new Date('2026-11-30T07:08:09.123Z');
    const signer = new SignatureV4({
      service: 'kafka-cluster',
      region,
      credentials: keys,
      sha256: Sha256,
      applyChecksum: false,
    });
    const host = `kafka.${region}.amazonaws.com`;
    const request = {
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/',
      headers: { host },
      query: { Action: 'kafka-cluster:Connect' },
    };
    const { query } = await signer.presign(request as never, { expiresIn: 900, signingDate: date });
    const url = new URL(Buffer.from(iamToken(keys, region, date.getTime()), 'base64url').toString());
    const { 'User-Agent': agent, ...own } = Object.fromEntries(url.searchParams);
    expect(url.host).toBe(host);
    expect(own).toEqual(query);
    expect(agent).toBe('kafka-producer/1');
  });

  it.each([
    [890, 'acknowledged'],
    [910, 'unavailable'],
  ])('is good for 15 minutes: after %d seconds the record is %s', async (seconds, kind) => {
    await world();
    ahead = seconds * 1000;
    expect(await producer().send([record('a', '1')], inTime, silent)).toMatchObject([{ kind }]);
  });
});

describe('the brokers', () => {
  it('have a certificate for 127.0.0.1 alone', () => {
    const { subjectAltName, publicKey, validFrom, verify } = new X509Certificate(certificate.cert);
    expect(subjectAltName).toBe('IP Address:127.0.0.1');
    expect(Date.parse(validFrom)).toBeLessThan(Date.now());
    expect(verify.call(new X509Certificate(certificate.cert), publicKey)).toBe(true);
  });

  it('let no client in that does not sign in', async () => {
    const made = await world();
    const [host, port] = listener.address.split(':') as [string, string];
    const client = new Kafka({
      brokers: [listener.address],
      ssl: { ca: certificate.cert },
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
    }).producer({ retry: { retries: 0 } });
    await expect(
      client.connect().then(() => client.send({ topic: 'clicks', messages: [{ value: 'a' }] })),
    ).rejects.toThrow();
    await client.disconnect();
    expect(made.topic.records()).toEqual([]);
    const distrusting = connect({ host, port: Number(port) });
    const [error] = await new Promise<unknown[]>((resolve) => distrusting.once('error', (...all) => resolve(all)));
    expect(error).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('let another client in with the same token (kafkajs)', async () => {
    const made = await world();
    const client = new Kafka({
      brokers: [listener.address],
      ssl: { ca: certificate.cert },
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
      sasl: {
        mechanism: 'oauthbearer',
        oauthBearerProvider: () => Promise.resolve({ value: iamToken(keys, region, now) }),
      },
    }).producer({ retry: { retries: 1 }, idempotent: true, maxInFlightRequests: 1 });
    await client.connect();
    await client.send({ topic: 'clicks', messages: [{ key: 'a', value: '1' }] });
    await client.disconnect();
    expect(textsOf(made, 'a')).toEqual(['1']);
  });
});

/** The hash that the signer asks for. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Buffer);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {}
}
