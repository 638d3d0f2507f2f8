import { expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { bulkBody } from '../runtime/index-client.ts';
import { emptyRealEngine } from './real-engine.ts';

// What passes on virtual time in the tests of the stand-in, in real time: OpenSearch does it at some instant, so it is waited for.

const engine = () => {
  const http = emptyRealEngine()!;
  return (method: string, target: string, body: object | string = '') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = http.send(method, target, text);
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
};
const index = (version: number) => bulkBody({ index: { _id: 'p1', version, version_type: 'external' } }, {});

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 30_000; !holds(); await setTimeout(100))
    if (Date.now() > deadline) throw new Error('It did not happen within 30 s.');
}

it('forgets a deleted version after gc_deletes: an older write then brings the document back', async () => {
  const send = engine();
  send('PUT', '/products', { settings: { index: { gc_deletes: '5s' } } });
  const write = (body: string) =>
    Object.values(send('POST', '/products/_bulk', body).body.items[0])[0] as { status: number };
  write(index(10));
  write(bulkBody({ delete: { _id: 'p1', version: 20, version_type: 'external' } }));
  expect(write(index(15)).status).toBe(409);
  await until(() => {
    send('POST', '/products/_refresh');
    return write(index(15)).status === 201;
  });
});

it('shows what is written to searches after a while, and to reads by id at once', async () => {
  const send = engine();
  send('PUT', '/products', { settings: { index: { refresh_interval: '1s' } } });
  send('POST', '/products/_bulk', index(1));
  expect(send('GET', '/products/_doc/p1').status).toBe(200);
  await until(() => send('POST', '/products/_search', {}).body.hits.total.value === 1);
});
