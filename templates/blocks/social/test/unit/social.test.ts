import { describe, expect, it } from '@jest/globals';
import { sourceEventProblems } from '../../contract/derived/source-event.ts';
import type { Outcome } from '../../processors/lib/kafka/topic-producer.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { postsAt } from '../../processors/social/posts.ts';
import { writePosts } from '../../processors/social/social.ts';

const every = 300_000;
const due = Date.parse('2026-11-30T08:05:00Z');
const runs = { due, every, posts: 20 };

describe('the events of a run', () => {
  it('are the same whenever it is repeated, and events of the contract', () => {
    const events = postsAt(runs);
    expect(postsAt({ ...runs })).toEqual(events);
    expect(events.flatMap((event) => sourceEventProblems(event))).toEqual([]);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    expect(events.filter(({ operation }) => operation === 'create')).toHaveLength(20);
  });

  it('are others than those of the run before, about posts that it knows', () => {
    const before = new Map(postsAt({ ...runs, due: due - every }).map((event) => [event.eventId, event]));
    const now = postsAt(runs);
    expect(now.filter(({ eventId }) => before.has(eventId))).toEqual([]);
    const known = new Set([...before.values()].map(({ entityId }) => entityId));
    expect(now.filter(({ sequence }) => sequence === 1).every(({ entityId }) => known.has(entityId))).toBe(true);
  });

  it('of a post get newer and liked more, until some are taken back', () => {
    const all = Array.from({ length: 22 }, (_, n) => postsAt({ ...runs, due: due + n * every })).flat();
    const ofRun = all.filter(({ entityId }) => entityId.startsWith(`post-${due / every}-`));
    for (const its of Map.groupBy(ofRun, ({ entityId }) => entityId).values()) {
      expect(its.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 5, 8, 13, 21]);
      const times = its.map(({ occurredAt }) => occurredAt);
      expect(times).toEqual(times.toSorted());
      const likes = its.flatMap((event) => ('likes' in event ? [event.likes as number] : []));
      expect(likes).toEqual(likes.toSorted((one, other) => one - other));
    }
    const later = Array.from({ length: 90 }, (_, n) => postsAt({ ...runs, due: due + n * every })).flat();
    expect(later.some(({ operation }) => operation === 'delete')).toBe(true);
  });

  it('have happened by the time it is due', () => {
    expect(postsAt(runs).every(({ occurredAt }) => Date.parse(occurredAt) <= due)).toBe(true);
  });
});

describe('a run', () => {
  const inTime = { remaining: () => 1000 };
  const answering = (outcomeOf: (at: number) => Outcome) => {
    const sent: { key: string; value: string }[] = [];
    const send = (records: readonly { key: string; value: string }[]): Promise<Outcome[]> => {
      sent.push(...records);
      return Promise.resolve(records.map((_, at) => outcomeOf(at)));
    };
    return { sent, producer: { send } };
  };

  it('writes each event under its entity', async () => {
    const { sent, producer } = answering(() => ({ kind: 'acknowledged' }));
    const counts = await writePosts(runs, producer, inTime, new Reasons());
    expect(counts).toEqual({ written: 160, unwritten: 0, refused: 0 });
    expect(sent.map(({ key }) => key)).toEqual(
      sent.map(({ value }) => (JSON.parse(value) as { entityId: string }).entityId),
    );
  });

  it('counts what the brokers have not acknowledged, and says why without a word of the events', async () => {
    const away: Outcome = { kind: 'unavailable', reason: 'no answer in 5000 ms', isDenied: false };
    const { producer } = answering((at) => (at < 100 ? { kind: 'acknowledged' } : away));
    const reasons = new Reasons();
    expect(await writePosts(runs, producer, inTime, reasons)).toEqual({ written: 100, unwritten: 60, refused: 0 });
    expect(reasons.most()).toEqual([{ outcome: 'unwritten', reason: 'no answer in 5000 ms', records: 60 }]);
  });
});
