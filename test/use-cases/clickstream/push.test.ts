import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { LocalProject } from '../../local/local-project.ts';

/** The way of an offer to its user, over HTTP and WebSockets: clicks, channel, list, and the page that shows them. */
jest.setTimeout(300_000);

interface Offer {
  id: string;
  rule: string;
  subject: string;
}
interface SignedIn {
  token: string;
  realtime: string;
  host: string;
}
type Follow = (
  subscription: { realtime: string; host: string; user: string; token(): Promise<string> },
  follower: { offer(offer: Offer): void; state(state: string): void },
  connect: (address: string, protocols: string[]) => WebSocket,
) => () => void;

let project: LocalProject;
let page: string;
let follow: Follow;
const ends: (() => void)[] = [];

beforeAll(async () => {
  project = LocalProject.with('clickstream-push', { useCase: 'clickstream' });
  await project.start('local', ['--events', '50', '--rate', '50', '--speed', '1']).says(/runs on this machine/);
  [, page] = (await project
    .start('offers-page', ['--port', '0'])
    .says(/at (http:\/\/127\.0\.0\.1:\d+)/)) as unknown as [string, string];
  ({ followOffers: follow } = (await import(join(project.folder, 'web', 'offers-client.ts'))) as {
    followOffers: Follow;
  });
});
afterAll(() => {
  for (const end of ends) end();
  project.killAll();
});

async function post<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`${page}${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

const view = (user: string, product: string) =>
  post('/clicks', {
    event_id: randomUUID(),
    event_type: 'product_view',
    event_time: Date.now(),
    user_id: user,
    consent: ['analytics', 'personalization'],
    product_id: product,
  });

/** Follows the offers of `channel` with a token of `as`. */
async function following(channel: string, as: string) {
  const { realtime, host, token } = await post<SignedIn>('/sign-in', { user: as });
  const got: Offer[] = [];
  const states: string[] = [];
  ends.push(
    follow(
      { realtime, host, user: channel, token: async () => token },
      { offer: (offer) => void got.push(offer), state: (state) => void states.push(state) },
      (address, protocols) => new WebSocket(address, protocols),
    ),
  );
  await until(() => states.length > 0);
  return { got, states };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !isSo(); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isSo()).toBe(true);
}

it('pushes an offer to its user, and to nobody else, and lists it to its user alone', async () => {
  const [ann, bob] = [randomUUID(), randomUUID()];
  const [annas, bobs] = [await following(ann, ann), await following(bob, bob)];
  expect([annas.states, bobs.states]).toEqual([['connected'], ['connected']]);
  for (let times = 0; times < 3; times++) await view(ann, 'lamp');
  await until(() => annas.got.length > 0);
  expect(annas.got).toMatchObject([{ rule: 'keen-on-product', subject: 'lamp' }]);
  for (let times = 0; times < 3; times++) await view(bob, 'chair');
  await until(() => bobs.got.length > 0);
  expect(bobs.got).toMatchObject([{ rule: 'keen-on-product', subject: 'chair' }]);
  expect(annas.got).toHaveLength(1);

  const listOf = async (user: string) =>
    ((await (await fetch(`${page}/me/offers?user=${user}`)).json()) as { offers: Offer[] }).offers;
  expect(await listOf(ann)).toEqual(annas.got);
  expect(await listOf(bob)).toEqual(bobs.got);
});

it.each(['another user', 'everybody'])('lets nobody follow %s', async (whom) => {
  const [ann, bob] = [randomUUID(), randomUUID()];
  const { states } = await following(whom === 'everybody' ? '*' : ann, bob);
  expect(states).toEqual(['refused']);
});

it('shows the page', async () => {
  const response = await fetch(page);
  expect(await response.text()).toContain('<title>Offers</title>');
  expect(await (await fetch(`${page}/page.js`)).text()).toContain('connection_init');
});
