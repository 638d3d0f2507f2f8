import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { answersWith } from '../../core/answers-with.ts';
import { assemble, buildFolder } from '../../matrix/assemble.ts';

// What every run, the workshop, the benchmark and the proof are fed with: clicks of the kind that shops see.

interface SentClick {
  readonly user: string;
  readonly event: {
    readonly event_id: string;
    readonly event_type: string;
    readonly event_time: number;
    readonly sent_time: number;
    readonly session_id: string;
    readonly consent: readonly string[];
  };
}
type ClickEvents = (seed: number, now: () => number) => Generator<SentClick, never>;

const count = 20_000;
const begin = Date.UTC(2026, 10, 30);
const crawler = 'crawler-1';

let clickEvents: ClickEvents;
beforeAll(async () => {
  const folder = join(buildFolder, 'clickstream-events');
  assemble(folder, [{ id: 'clicks', answers: answersWith({ useCase: 'clickstream' }) }]);
  ({ clickEvents } = (await import(join(folder, 'clicks', 'delivery/clicks/click-events.ts'))) as {
    clickEvents: ClickEvents;
  });
});

/** A millisecond passes between two events. */
function clicksOf(seed: number): SentClick[] {
  let now = begin;
  const clicks = clickEvents(seed, () => now++);
  return Array.from({ length: count }, () => clicks.next().value);
}

const sizes = (clicks: readonly SentClick[], of: (click: SentClick) => string): number[] =>
  [...Map.groupBy(clicks, of).values()].map(({ length }) => length).toSorted((a, b) => b - a);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const share = (clicks: readonly SentClick[], holds: (click: SentClick, at: number) => boolean): number =>
  clicks.filter(holds).length / clicks.length;

it('gives the same events for a seed, and others for another', () => {
  expect(clicksOf(7)).toEqual(clicksOf(7));
  expect(clicksOf(8)).not.toEqual(clicksOf(7));
});

describe.each([1, 2, 3, 4, 5])('the events of seed %d', (seed) => {
  let clicks: SentClick[];
  let people: SentClick[];
  beforeAll(() => {
    clicks = clicksOf(seed);
    people = clicks.filter(({ user }) => user !== crawler);
  });

  it('come from a few people most of the time, and from hundreds now and then', () => {
    const users = sizes(people, ({ user }) => user);
    expect(users.length).toBeGreaterThan(300);
    expect(sum(users.slice(0, users.length / 10)) / sum(users)).toBeGreaterThan(0.6);
    expect(users[Math.floor(users.length / 2)]).toBeLessThan(12);
  });

  it('are of short visits, and of a few that are ten times as long', () => {
    const visits = sizes(people, ({ event }) => event.session_id);
    expect(visits[Math.floor(visits.length / 2)]).toBeLessThanOrEqual(5);
    expect(visits[Math.floor(visits.length / 50)]).toBeGreaterThan(40);
  });

  it('come in bursts', () => {
    const isFollowed = share(clicks, ({ event }, at) => clicks[at + 1]?.event.session_id === event.session_id);
    expect(isFollowed).toBeGreaterThan(0.4);
    expect(isFollowed).toBeLessThan(0.8);
  });

  it('are those of a crawler as well, which has agreed to nothing and looks at products alone', () => {
    expect(share(clicks, ({ user }) => user === crawler)).toBeGreaterThan(0.05);
    expect(share(clicks, ({ user }) => user === crawler)).toBeLessThan(0.3);
    const strange = clicks.filter(
      ({ user, event: { event_type, consent } }) =>
        user === crawler && (event_type !== 'product_view' || consent.length > 0),
    );
    expect(strange).toEqual([]);
  });

  it('come late and out of order in a few of a hundred cases', () => {
    let newest = 0;
    const overtaken = share(clicks, ({ event }) => {
      const isLate = event.event_time < newest;
      newest = Math.max(newest, event.event_time);
      return isLate;
    });
    expect(overtaken).toBeGreaterThan(0.02);
    expect(overtaken).toBeLessThan(0.08);
    expect(clicks.filter(({ event }) => event.sent_time < event.event_time)).toEqual([]);
  });

  it('come again, the same, in one or two of a hundred cases', () => {
    const byId = [...Map.groupBy(clicks, ({ event }) => event.event_id).values()];
    const repeated = 1 - byId.length / count;
    expect(repeated).toBeGreaterThan(0.01);
    expect(repeated).toBeLessThan(0.03);
    for (const [one, ...others] of byId)
      for (const other of others) expect({ ...other.event, sent_time: 0 }).toEqual({ ...one!.event, sent_time: 0 });
  });

  it('lead to a purchase in fewer visits than to a cart', () => {
    const of = (type: string): number => share(people, ({ event }) => event.event_type === type);
    expect(of('purchase')).toBeGreaterThan(0.005);
    expect(of('purchase')).toBeLessThan(of('checkout'));
    expect(of('checkout')).toBeLessThan(of('add_to_cart'));
    expect(of('add_to_cart')).toBeLessThan(of('product_view'));
  });
});
