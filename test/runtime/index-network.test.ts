import { describe, expect, it } from '@jest/globals';
import { bulkBody, clientOf } from './index-client.ts';
import { always, createWorld, minute, second, start, type World } from './world.ts';

const url = 'https://search.example/products/_bulk';
const two = bulkBody({ index: { _id: 'p1' } }, { n: 1 }, { index: { _id: 'p2' } }, { n: 2 });
const send = ({ clock, index }: World, init: RequestInit = {}) =>
  clock.run(
    index
      .fetch(url, { method: 'POST', body: two, ...init })
      .then(async (answer) => ({ status: answer.status, text: await answer.text() })),
  );
const written = (world: World) => clientOf(world).get('/products/_doc/p1').status === 200;

describe('the index behind a network', () => {
  it('answers as any fetch does, after its latency', async () => {
    const world = createWorld({ index: { latency: 25 } });
    const response = await world.clock.run(world.index.fetch(new URL(url), { method: 'POST', body: Buffer.from(two) }));
    expect(response.ok).toBe(true);
    expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8');
    expect(await response.json()).toMatchObject({ errors: false });
    expect(world.clock.now()).toBe(start + 25);
    expect(
      await world.clock.run(world.index.fetch('https://search.example/products', { method: 'HEAD' })),
    ).toMatchObject({ status: 200 });
  });

  it('refuses single items with 429 or 503, and does not write them', async () => {
    const world = createWorld({ rules: always({ 'index.item-429': 1 }) });
    const first = JSON.parse((await send(world)).text);
    expect(first.items.map(({ index }: { index: { status: number } }) => index.status)).toEqual([429, 429]);
    expect(first.items[0].index.error.type).toBe('rejected_execution_exception');
    expect(written(world)).toBe(false);
    expect(JSON.parse((await send(world)).text).errors).toBe(false);
    const other = createWorld({ rules: always({ 'index.item-503': 1 }) });
    expect(JSON.parse((await send(other)).text).items[0].index).toMatchObject({
      status: 503,
      error: { type: 'unavailable_shards_exception' },
    });
  });

  it.each([
    ['index.request-429', 429],
    ['index.request-502', 502],
    ['index.request-503', 503],
    ['index.request-413', 413],
  ] as const)('%s: refuses the whole request, not always in JSON, and writes nothing', async (point, status) => {
    const world = createWorld({ rules: always({ [point]: 1 }) });
    expect(await send(world)).toMatchObject({ status });
    expect(written(world)).toBe(false);
    expect(await send(world)).toMatchObject({ status: 200 });
  });

  it('never calls a single document too large', async () => {
    const world = createWorld({ rules: always({ 'index.request-413': 9 }) });
    expect(await send(world, { body: bulkBody({ index: { _id: 'p1' } }, {}) })).toMatchObject({ status: 200 });
    expect(await send(world)).toMatchObject({ status: 413 });
  });

  it.each([
    ['index.reset-before', false],
    ['index.reset-after', true],
  ] as const)('%s: breaks the connection; was it written? %s', async (point, applied) => {
    const world = createWorld({ rules: always({ [point]: 1 }) });
    await expect(send(world)).rejects.toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'ECONNRESET' },
    });
    expect(written(world)).toBe(applied);
  });

  it('index.request-504: does the request, and answers as if it had not', async () => {
    const world = createWorld({ rules: always({ 'index.request-504': 1 }) });
    expect(await send(world)).toMatchObject({ status: 504 });
    expect(written(world)).toBe(true);
  });

  it('sometimes hangs before it breaks, and a client with a timeout does not wait for that', async () => {
    const times = await Promise.all(
      Array.from({ length: 20 }, async (_, seed) => {
        const world = createWorld({ seed, rules: always({ 'index.reset-before': 1 }) });
        const signal = world.clock.timeout(5 * second);
        const { name } = await send(world, { signal }).catch((error) => error);
        return [name, world.clock.now() - start <= 5 * second];
      }),
    );
    expect(times).toContainEqual(['TypeError', true]);
    expect(times).toContainEqual(['TimeoutError', true]);
  });

  it('is away during an outage, and back after it', async () => {
    const world = createWorld({ outages: [{ point: 'index.reset-before', from: start, to: start + 10 * minute }] });
    for (let tries = 0; tries < 5; tries++) await expect(send(world)).rejects.toThrow('fetch failed');
    await world.clock.advance(10 * minute);
    expect(await send(world)).toMatchObject({ status: 200 });
  });

  it('says what it does not take instead of guessing', async () => {
    const world = createWorld({});
    await expect(world.clock.run(world.index.fetch(new Request(url)))).rejects.toThrow('not a Request object');
    await expect(send(world, { headers: { 'content-encoding': 'gzip' } })).rejects.toThrow(
      'not with content-encoding gzip',
    );
    await expect(send(world, { body: new URLSearchParams('a=b') })).rejects.toThrow('bodies as text or bytes');
  });

  it('shows tests the truth, without faults', () => {
    const world = createWorld({ rules: always({ 'index.item-429': 9, 'index.request-503': 9 }) });
    expect(clientOf(world).post('/products/_bulk', two)).toMatchObject({ status: 200, body: { errors: false } });
  });
});

it('indexes 20,000 documents with external versions, the last as fast as the first, and searches them', () => {
  const client = clientOf(createWorld({ index: { bodyLimit: 1e9 } }));
  /** Of each batch, in microseconds: other processes have less of an influence than on the time that passes. */
  const processorTimes: number[] = [];
  for (let batch = 0; batch < 20; batch++) {
    const began = process.cpuUsage();
    const lines = Array.from({ length: 1000 }, (_, n) => [
      { index: { _id: `p${batch * 1000 + n}`, version: String(1_767_225_600_000_000 + n), version_type: 'external' } },
      {
        name: `Product number ${n} of batch ${batch}`,
        price: n / 10,
        tags: ['a', 'b'],
        text: 'lorem ipsum dolor '.repeat(10),
      },
    ]);
    client.post('/products/_bulk?refresh=true', bulkBody(...lines.flat()));
    const { user, system } = process.cpuUsage(began);
    processorTimes.push(user + system);
  }
  expect(
    client.post('/products/_search', { query: { match: { name: 'number 7 batch' } } }).body.hits.hits,
  ).toHaveLength(10);
  const sum = (times: number[]) => times.reduce((total, time) => total + time, 0);
  // where each document is looked for among all of them, it is five times as much
  expect(sum(processorTimes.slice(-5))).toBeLessThan(3 * sum(processorTimes.slice(0, 5)));
});
