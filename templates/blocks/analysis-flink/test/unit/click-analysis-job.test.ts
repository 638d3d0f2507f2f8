import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamRecord } from '../../.stream-pipeline/runtime/runtime.cjs';
import { analysisOf } from '../../delivery/analysis-reference.ts';
import { ClickAnalysisJob } from '../../delivery/click-analysis-job.ts';
import type { Click } from '../../processors/lib/analysis/click.ts';
import { readSettings } from '../../processors/lib/analysis/settings.ts';
import type { Offer, Session } from '../../processors/lib/analysis/user-state.ts';
import { clicksOf } from '../random-clicks.ts';

const settings = readSettings(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'analytics', 'settings.json'), 'utf8')),
);

/** A job whose writes fail now and then, and what it has written. */
class World {
  readonly sessions = new Map<string, Session>();
  readonly offers = new Map<string, Offer>();
  readonly objects = new Map<string, string>();
  readonly job: ClickAnalysisJob;
  now = 0;

  constructor(fails: () => boolean) {
    const addNew = async <T>(map: Map<string, T>, key: string, value: T): Promise<boolean> => {
      if (fails()) throw new Error('the table does not answer');
      const isNew = !map.has(key);
      if (isNew) map.set(key, value);
      if (fails()) throw new Error('the answer is lost');
      return isNew;
    };
    const results = {
      writeSession: (session: Session) => addNew(this.sessions, `${session.user} ${session.start}`, session),
      writeOffer: (offer: Offer) =>
        addNew(this.offers, JSON.stringify([offer.user, offer.rule, offer.window, offer.subject]), offer),
    };
    const putObject = async (key: string, body: string) => {
      if (fails()) throw new Error('the bucket does not answer');
      this.objects.set(key, body);
    };
    this.job = new ClickAnalysisJob({ results, putObject, clock: { now: () => this.now } }, settings);
  }

  /** As often as it takes. */
  async take(record: StreamRecord): Promise<void> {
    this.now = record.arrivedAt;
    for (;;)
      try {
        return await this.job.take(record);
      } catch {
        // the job restarts, and the record comes again
      }
  }
}

const lineOf = ({ id, user, type, time, consent, same }: Click): string =>
  `${JSON.stringify({ event_id: id, event_type: type, event_time: time, user_id: user, consent, ...same })}\n`;

const recordOf = (text: string, arrivedAt: number, nth: number): StreamRecord => ({
  shardId: 'shardId-000000000000',
  sequenceNumber: String(10n ** 55n + BigInt(nth)),
  partitionKey: 'any',
  data: Buffer.from(text),
  arrivedAt,
});

const hour = 3_600_000;

const nameOf = (result: Session | Offer): string =>
  'start' in result
    ? `${result.user} ${result.start}`
    : JSON.stringify([result.user, result.rule, result.window, result.subject]);
const inOrder = <T extends Session | Offer>(results: Iterable<T>): T[] =>
  [...results].toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));

it.each([1, 2, 3, 4, 5])(
  'comes to what the specification says of the events of seed %d, though writes fail',
  async (seed) => {
    const clicks = clicksOf(seed, settings);
    let calls = 0;
    const world = new World(() => ++calls % 7 === 0);
    for (const [nth, click] of clicks.entries()) await world.take(recordOf(lineOf(click), click.arrival, nth));
    const last = clicks.at(-1)!;
    await world.take(recordOf('', last.arrival + 24 * hour, clicks.length));
    const { sessions, offers, fates } = analysisOf(clicks, settings);
    expect(inOrder(world.sessions.values())).toEqual(inOrder(sessions));
    expect(inOrder(world.offers.values())).toMatchObject(inOrder(offers));
    expect(world.job.counters()['EventsTaken']).toBe(fates.filter((fate) => fate === 'taken').length);
    const kept = fates.filter((fate) => fate === 'late' || fate === 'ahead').length;
    expect([...world.objects.keys()].filter((key) => key.startsWith('left-out/'))).toHaveLength(kept);
    expect(world.job.openSessions()).toEqual([]);
  },
);

it('keeps a record with a line that is no event, and takes the others of the record', async () => {
  const [click] = clicksOf(1, settings);
  const world = new World(() => false);
  await world.take(recordOf(`no JSON\n${lineOf({ ...click!, time: click!.arrival })}`, click!.arrival, 0));
  expect(world.job.counters()).toMatchObject({ RecordsUnreadable: 1 });
  const [[key, body]] = [...world.objects].filter(([each]) => each.startsWith('unreadable/')) as [[string, string]];
  expect(key).toMatch(/^unreadable\/\d{4}\/\d{2}\/\d{2}\/part-shardId-0+-\d+\.jsonl$/);
  expect(JSON.parse(body)).toMatchObject({ reason: 'unreadable: line 1: it is no JSON', partitionKey: 'any' });
});
