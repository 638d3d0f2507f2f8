import { describe, expect, it } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import type { ParkedOffer } from '../../processors/push/parked-offers.ts';
import { ada, bob, noon, offerRecord, resultOf } from '../offer-records.ts';
import { oldest, plenty, PushWorld } from '../push-world.ts';

const channel = `/offers/${ada}`;
const offers = (count: number): DynamoDBRecord[] => Array.from({ length: count }, (_, at) => offerRecord(at + 1));
const sequenceOf = (nth: number): string => offerRecord(nth).dynamodb!.SequenceNumber!;
const fromOn = (nth: number) => ({ batchItemFailures: [{ itemIdentifier: sequenceOf(nth) }] });
const none = { batchItemFailures: [] };

describe('an offer', () => {
  it('is pushed to the channel of its user, with all that a page shows', async () => {
    const world = new PushWorld();
    const { response, counts, times } = await world.push.push([offerRecord(1)], plenty);
    expect(world.calls).toHaveLength(1);
    expect(world.got.get(channel)!.map((event) => JSON.parse(event) as unknown)).toEqual([
      {
        id: resultOf('p1'),
        rule: 'keen-on-product',
        window: noon,
        subject: 'p1',
        because: 'e1',
        offer: { kind: 'free-shipping', text: 'Free shipping.' },
      },
    ]);
    expect([response, counts.pushed]).toEqual([none, 1]);
    expect(times).toEqual({ event: [900], stream: [400] });
  });

  it('goes to its own user and to nobody else', async () => {
    const world = new PushWorld();
    const records = [1, 2, 3, 4].map((nth) => offerRecord(nth, { user: nth % 2 === 1 ? ada : bob }));
    await world.push.push(records, plenty);
    expect(world.subjectsOf(channel)).toEqual(['p1', 'p3']);
    expect(world.subjectsOf(`/offers/${bob}`)).toEqual(['p2', 'p4']);
    expect([...world.got.keys()]).toHaveLength(2);
  });

  it('is measured from its event only: the end of a session has none', async () => {
    const { times } = await new PushWorld().push.push(
      [offerRecord(1, { because: '', arrived: undefined }), offerRecord(2, { happened: noon + 60_000 })],
      plenty,
    );
    expect(times).toEqual({ event: [0], stream: [400] });
  });

  it.each(['ada@example.com', '', 'a'.repeat(51), 'a/b', 'ada*', 'ädä'])(
    'of a user whose id cannot be a channel is left out and counted: %s',
    async (user) => {
      const world = new PushWorld();
      const { response, counts, reasons } = await world.push.push([offerRecord(1, { user }), offerRecord(2)], plenty);
      expect([response, world.calls.length]).toEqual([none, 1]);
      expect(counts).toMatchObject({ noChannel: 1, pushed: 1 });
      expect(reasons).toEqual([
        { outcome: 'left out', reason: 'the id of the user cannot be the name of a channel', records: 1 },
      ]);
    },
  );

  it('is left out and counted when it is too old', async () => {
    const world = new PushWorld();
    const { response, counts } = await world.push.push(
      [
        offerRecord(1, { happened: noon - oldest - 1 }),
        offerRecord(2, { happened: noon - oldest }),
        // without its own time, that of its item counts
        offerRecord(3, { happened: undefined, written: noon - oldest - 1_000 }),
      ],
      plenty,
    );
    expect(counts).toMatchObject({ tooOld: 2, pushed: 1 });
    expect([response, world.subjectsOf(channel)]).toEqual([none, ['p2']]);
  });
});

it.each([
  ['a session', { result: 'session#2026-03-02T12:00:00.000Z' }],
  ['an item that has expired', { eventName: 'REMOVE' as const }],
  ['an item that was changed', { eventName: 'MODIFY' as const }],
])('passes over %s', async (_, sample) => {
  const world = new PushWorld();
  const { response, counts } = await world.push.push([offerRecord(1, sample)], plenty);
  expect([response, world.calls, Object.values(counts).filter(Boolean)]).toEqual([none, [], []]);
});

describe('calls to AppSync', () => {
  it('carry at most five events of one channel, in the order of the stream', async () => {
    const world = new PushWorld();
    await world.push.push(offers(12), plenty);
    expect(world.calls.map(({ events }) => events.length)).toEqual([5, 5, 2]);
    expect(world.subjectsOf(channel)).toEqual(offers(12).map((_, at) => `p${at + 1}`));
  });

  it('repeat what was not taken, and nothing else', async () => {
    const world = new PushWorld(({ events }, nth) => ({ taken: nth === 1 ? [0, 2] : [...events.keys()] }));
    const { response, counts } = await world.push.push(offers(4), plenty);
    expect(world.subjectsOf(channel)).toEqual(['p1', 'p3', 'p2', 'p4']);
    expect([response, counts.pushed]).toEqual([none, 4]);
  });

  it.each([[{ status: 500 }], [{ status: 429 }], [{ status: 403 }], ['none'], ['not JSON']] as const)(
    'are repeated when AppSync is away for a moment: %j',
    async (away) => {
      const world = new PushWorld(({ events }, nth) => (nth === 1 ? away : { taken: [...events.keys()] }));
      const { response } = await world.push.push(offers(2), plenty);
      expect([response, world.subjectsOf(channel)]).toEqual([none, ['p1', 'p2']]);
    },
  );

  it('leave the batch from the first offer on that is not pushed, and push other channels', async () => {
    const world = new PushWorld(({ channel: to, events }) =>
      to === channel ? { status: 503 } : { taken: [...events.keys()] },
    );
    const records = [offerRecord(1, { user: bob }), ...offers(9).slice(1)];
    const { response, counts, reasons } = await world.push.push(records, plenty);
    expect([response, counts]).toEqual([fromOn(2), expect.objectContaining({ pushed: 1, failed: 8, refused: 0 })]);
    expect(reasons).toEqual([{ outcome: 'left', reason: 'AppSync answers with status 503', records: 8 }]);
    expect(world.objects.size).toBe(0);
    // what comes after it is not tried in vain
    expect(world.calls.filter(({ channel: to }) => to === channel)).toHaveLength(4);
  });

  it('are not begun when no time is left', async () => {
    const world = new PushWorld();
    const { response, reasons } = await world.push.push(offers(2), { remaining: () => 0 });
    expect([response, world.calls]).toEqual([fromOn(1), []]);
    expect(reasons[0]).toMatchObject({ reason: 'no time is left' });
  });
});

describe('an offer that AppSync will not take', () => {
  const linesOf = (world: PushWorld): ParkedOffer[] =>
    [...world.objects.values()].flatMap((body) =>
      body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as ParkedOffer),
    );
  /** Refuses an event whose subject is p2, in the way that is asked for. */
  const refusing = (how: 'in a call' | 'each') =>
    new PushWorld(({ events }) => {
      const at = events.findIndex((event) => event.includes('"p2"'));
      if (how === 'in a call' && at >= 0) return { status: 413 };
      return { taken: [...events.keys()].filter((place) => place !== at) };
    });

  it.each(['in a call', 'each'] as const)(
    'is parked, whole and with its reason; others are pushed (%s)',
    async (how) => {
      const world = refusing(how);
      const { response, counts } = await world.push.push(offers(3), plenty);
      expect([response, world.subjectsOf(channel)]).toEqual([none, ['p1', 'p3']]);
      expect(counts).toMatchObject({ pushed: 2, refused: 1, failed: 0 });
      const reason = how === 'each' ? 'AppSync refuses the event: 7' : 'AppSync answers with status 413';
      expect(linesOf(world)).toEqual([{ reason, record: offerRecord(2) }]);
      expect([...world.objects.keys()][0]).toMatch(/^rejected\/push\/2026\/03\/02\/[0-9a-f]{32}\.jsonl$/);
    },
  );

  it('is parked once, however often its batch comes', async () => {
    const world = refusing('each');
    await world.push.push(offers(3), plenty);
    await world.push.push(offers(3), plenty);
    expect(world.objects.size).toBe(1);
  });

  it('comes again while the failure store is away', async () => {
    const world = refusing('each');
    world.storeIsAway = true;
    const { response, counts, reasons } = await world.push.push(offers(3), plenty);
    expect([response, counts]).toEqual([
      fromOn(2),
      expect.objectContaining({ pushed: 2, refused: 0, unparked: 1, failed: 1 }),
    ]);
    expect(reasons).toEqual([{ outcome: 'not parked', reason: 'SlowDown: slow down', records: 1 }]);
  });

  it('is also an item that is none', async () => {
    const world = new PushWorld();
    const record = offerRecord(1);
    delete record.dynamodb!.NewImage!['offer'];
    const { response, counts } = await world.push.push([record], plenty);
    expect([response, counts.refused, linesOf(world)]).toEqual([
      none,
      1,
      [{ reason: 'the item is not an offer', record }],
    ]);
  });
});
