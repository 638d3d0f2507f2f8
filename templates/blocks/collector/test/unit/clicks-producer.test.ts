import { expect, it } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { clickEventProblems } from '../../contract/derived/click-event.ts';
import { createClicks, type Page } from '../../web/clicks.js';

type Answer = number | 'away';

/** A page whose time a test moves, and a collector that answers as it is told, 200 when nothing is left to tell. */
function browser(answers: Answer[] = []) {
  const stored = new Map<string, string>();
  const requests: { user: string; events: Record<string, unknown>[]; body: string; keepalive: boolean }[] = [];
  const timers = new Map<number, { act: () => void; at: number }>();
  let now = Date.UTC(2026, 10, 22);
  let [ids, hide] = [0, () => {}];
  const page: Page = {
    crypto: { randomUUID: () => `id-${++ids}` },
    document: { title: 'Zelte für Größere', referrer: '' },
    localStorage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    location: { href: 'https://shop.example/' },
    fetch: async (_, { headers, body, keepalive }) => {
      const { data } = JSON.parse(body as string) as { data: string };
      const lines = Buffer.from(data, 'base64').toString().split('\n').filter(Boolean);
      requests.push({
        user: (headers as Record<string, string>)['click-user']!,
        events: lines.map((line) => JSON.parse(line)),
        body: body as string,
        keepalive: keepalive === true,
      });
      const status = answers.shift() ?? 200;
      if (status === 'away') throw new TypeError('Failed to fetch');
      return { ok: status === 200, status };
    },
    addEventListener: (_, listener) => (hide = listener),
    setTimeout: (act, ms) => {
      timers.set(++ids, { act, at: now + ms });
      return ids;
    },
    clearTimeout: (timer) => void timers.delete(timer as number),
    Date: { now: () => now },
    Math: { random: () => 1 },
  };
  /** Lets time pass, timer after timer. */
  const pass = async (ms: number) => {
    const until = now + ms;
    for (;;) {
      // what has begun goes on first
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = [...timers].toSorted(([, one], [, other]) => one.at - other.at);
      if (!next || next[1].at > until) break;
      timers.delete(next[0]);
      now = next[1].at;
      next[1].act();
    }
    now = until;
  };
  const clicks = createClicks({ url: 'https://collector.example/clicks', page });
  return { clicks, requests, stored, pass, hide: () => hide(), at: () => now };
}

const typesOf = ({ events }: { events: Record<string, unknown>[] }) => events.map(({ event_type }) => event_type);

it('stores and sends nothing before the user agrees, and never what came before', async () => {
  const { clicks, requests, stored, pass, hide } = browser();
  clicks.track('page_view');
  await pass(60_000);
  hide();
  expect([requests, stored.size, clicks.counts.withoutConsent]).toEqual([[], 0, 1]);
  clicks.consent(['analytics']);
  clicks.track('click');
  await pass(2_000);
  expect(requests.map(typesOf)).toEqual([['click']]);
});

it('throws away what waits, and what it has stored, when the user withdraws', async () => {
  const { clicks, requests, stored, pass } = browser();
  clicks.consent(['analytics']);
  clicks.track('page_view');
  expect(stored.size).toBe(1);
  clicks.consent([]);
  await pass(60_000);
  expect([requests, stored.size, clicks.counts.withoutConsent]).toEqual([[], 0, 1]);
});

it('does not try again what a user has withdrawn', async () => {
  const { clicks, requests, pass } = browser([500]);
  clicks.consent(['analytics']);
  clicks.track('page_view');
  await pass(1_100);
  clicks.consent([]);
  await pass(600_000);
  expect([requests.length, clicks.counts.sent, clicks.counts.withoutConsent]).toEqual([1, 0, 1]);
});

it('sends events of the contract, with the purposes that the user has agreed to', async () => {
  const { clicks, requests, pass } = browser();
  clicks.consent(['analytics', 'personalization']);
  clicks.track('product_view', { product_id: 'p1', price: 19.9, currency: 'EUR' });
  clicks.identify('größe@example');
  clicks.track('add_to_cart', { product_id: 'p1' });
  await pass(2_000);
  const events = requests.flatMap((request) => request.events);
  expect(events.map((event) => clickEventProblems(event))).toEqual([[], []]);
  for (const event of events) expect(event['consent']).toEqual(['analytics', 'personalization']);
  // a request has events of one user, whose name is its key
  expect(requests.map(({ user }) => user)).toEqual([events[0]!['anonymous_id'], encodeURIComponent('größe@example')]);
});

it('sends what comes within a second together, and keeps the order', async () => {
  const { clicks, requests, pass } = browser();
  clicks.consent(['analytics']);
  for (let nth = 0; nth < 200; nth++) clicks.track(`click_${nth}`);
  await pass(2_000);
  expect(requests.length).toBeGreaterThan(1);
  expect(requests.flatMap(typesOf)).toEqual(Array.from({ length: 200 }, (_, nth) => `click_${nth}`));
  // two of them at once are less than the 64 KB that a page that ends may send
  for (const { body, keepalive } of requests) expect([body.length < 32_000, keepalive]).toEqual([true, true]);
});

it.each<Answer>([429, 500, 503, 'away'])('sends the same events again after %s, later each time', async (answer) => {
  const { clicks, requests, pass, at } = browser([answer, answer, answer]);
  clicks.consent(['analytics']);
  clicks.track('page_view');
  const begun = at();
  await pass(1_000);
  clicks.track('click');
  await pass(1_000 + 2_000 + 4_000);
  expect(new Set(requests.slice(0, 4).map(({ body }) => body)).size).toBe(1);
  expect(requests.map(typesOf)).toEqual([['page_view'], ['page_view'], ['page_view'], ['page_view'], ['click']]);
  expect([clicks.counts.sent, at() - begun]).toEqual([2, 8_000]);
});

it('does not send again what the collector refuses for good', async () => {
  const { clicks, requests, pass } = browser([400]);
  clicks.consent(['analytics']);
  clicks.track('page_view');
  await pass(600_000);
  expect([requests.length, clicks.counts.refused]).toEqual([1, 1]);
});

it('gives up after eight attempts, and goes on', async () => {
  const { clicks, requests, pass } = browser(Array.from({ length: 8 }, () => 500));
  clicks.consent(['analytics']);
  clicks.track('page_view');
  await pass(1_000);
  clicks.track('click');
  await pass(600_000);
  expect([requests.length, clicks.counts.givenUp, clicks.counts.sent]).toEqual([9, 1, 1]);
});

it('drops the oldest beyond 500 and counts them', async () => {
  const { clicks, requests, pass } = browser();
  clicks.consent(['analytics']);
  for (let nth = 0; nth < 600; nth++) clicks.track(`click_${nth}`);
  await pass(2_000);
  expect(clicks.counts).toMatchObject({ sent: 500, overflowed: 100 });
  expect(requests.flatMap(typesOf)[0]).toBe('click_100');
});

it('sends what waits when the page ends', () => {
  const { clicks, requests, hide } = browser();
  clicks.consent(['analytics']);
  clicks.track('page_view');
  hide();
  expect(requests.map(typesOf)).toEqual([['page_view']]);
});

it('refuses an event that no request can take', async () => {
  const { clicks, requests, pass } = browser();
  clicks.consent(['analytics']);
  clicks.track('click', { properties: { filler: 'x'.repeat(20_000) } });
  await pass(2_000);
  expect([requests, clicks.counts.refused]).toEqual([[], 1]);
});

it('begins another session after half an hour', async () => {
  const { clicks, requests, pass } = browser();
  clicks.consent(['analytics']);
  clicks.track('page_view');
  await pass(1_799_000);
  clicks.track('click');
  await pass(1_801_000);
  clicks.track('page_view');
  await pass(2_000);
  const [first, second, third] = requests.map(({ events }) => events[0]!['session_id']);
  expect([first === second, second === third]).toEqual([true, false]);
});

it('keeps the id of a browser that has agreed', async () => {
  const { clicks, stored } = browser();
  clicks.consent(['analytics']);
  const id = stored.get('clicks');
  clicks.consent(['analytics', 'advertising']);
  expect(stored.get('clicks')).toBe(id);
});

it('is one small file that needs no other', () => {
  const file = join(import.meta.dirname, '..', '..', 'web', 'clicks.js');
  expect(statSync(file).size).toBeLessThan(4_096);
  expect(readFileSync(file, 'utf8')).not.toMatch(/^import|require\(/m);
});
