import type { KinesisStreamRecord } from 'aws-lambda';
import { Analysis } from '../processors/analysis/analysis.ts';
import { LeftOutStore } from '../processors/analysis/left-out.ts';
import { Closer } from '../processors/closer/closer.ts';
import type { Click } from '../processors/lib/analysis/click.ts';
import type { MadeOffer, OfferTimes } from '../processors/lib/analysis/made-offer.ts';
import type { Settings } from '../processors/lib/analysis/settings.ts';
import type { ShardProgress } from '../processors/lib/analysis/shard-rows.ts';
import type { UserRow } from '../processors/lib/analysis/user-rows.ts';
import type { Offer, Session } from '../processors/lib/analysis/user-state.ts';
import { RejectStore } from '../processors/lib/reject-store.ts';

/** What of the world fails: called before and after each call of a port, with its name. Throws to let it fail. */
export type Fail = (port: string) => void;

/** Tables and buckets in memory, with an analysis and a closer over them. */
export class AnalysisWorld {
  readonly sessions = new Map<string, Session>();
  readonly offers = new Map<string, Offer>();
  readonly times: OfferTimes[] = [];
  readonly objects = new Map<string, string>();
  readonly rows = new Map<string, { text: string; due: number | undefined }>();
  readonly shards = new Map<string, ShardProgress>();
  readonly analysis: Analysis;
  readonly closer: Closer;
  now = 0;

  constructor(settings: Settings, fail: Fail = () => undefined) {
    /** A call may fail before it has done anything, and after it has done everything. */
    const called = async <T>(port: string, task: () => T): Promise<T> => {
      await Promise.resolve();
      fail(port);
      const result = task();
      fail(port);
      return result;
    };
    const rows = {
      get: (user: string) =>
        called('get', () => {
          const row = this.rows.get(user);
          return row && (JSON.parse(row.text) as UserRow);
        }),
      put: (user: string, row: Omit<UserRow, 'version'>, was: number, due?: number) =>
        called('put', () => {
          const known = this.rows.get(user);
          if ((known ? (JSON.parse(known.text) as UserRow).version : 0) !== was) return false;
          this.rows.set(user, { text: JSON.stringify({ ...row, version: was + 1 }), due });
          return true;
        }),
    };
    const addNew = <T>(map: Map<string, T>, key: string, value: T): boolean => {
      if (map.has(key)) return false;
      map.set(key, value);
      return true;
    };
    const results = {
      writeSession: (session: Session) =>
        called('session', () => addNew(this.sessions, `${session.user} ${session.start}`, session)),
      writeOffer: ({ happened, arrived, ...offer }: MadeOffer) =>
        called('offer', () => {
          this.times.push({ happened, ...(arrived === undefined ? {} : { arrived }) });
          return addNew(this.offers, JSON.stringify([offer.user, offer.rule, offer.window, offer.subject]), offer);
        }),
    };
    const putObject = (key: string, body: string) => called('object', () => void this.objects.set(key, body));
    const shards = {
      register: (shard: string, now: number) =>
        called('register', () => void addNew(this.shards, shard, { arrived: 0, analysed: now })),
      reached: (shard: string, progress: ShardProgress) =>
        called('reached', () => void this.shards.set(shard, progress)),
      all: () => called('shards', () => [...this.shards.values()]),
    };
    const clock = { now: () => this.now };
    const rejects = new RejectStore(putObject, 'rejected/');
    const leftOut = new LeftOutStore(putObject, 'left-out/');
    this.analysis = new Analysis({ rows, results, rejects, leftOut, shards, clock }, settings);
    const due = async function* (this: AnalysisWorld, watermark: number): AsyncGenerator<string[]> {
      yield [...this.rows].flatMap(([user, { due: at }]) => (at !== undefined && at <= watermark ? [user] : []));
    }.bind(this);
    this.closer = new Closer({ rows, results, shards, due, clock }, settings);
  }

  /** The lines of the objects below a prefix, each once. */
  linesUnder(prefix: string): string[] {
    const under = [...this.objects].filter(([key]) => key.startsWith(prefix));
    return [...new Set(under.flatMap(([, body]) => body.trimEnd().split('\n')))];
  }
}

export const plenty = { remaining: () => 60_000 };

/** A record of the stream with these events, which have arrived at once. */
export const recordOf = (clicks: readonly Click[], nth: number, shard = 'shardId-000000000000'): KinesisStreamRecord =>
  recordWith(clicks.map(lineOf).join(''), clicks[0]!.arrival, nth, shard);

export const lineOf = ({ id, user, type, time, consent, same }: Click): string =>
  `${JSON.stringify({ event_id: id, event_type: type, event_time: time, user_id: user, consent, ...same })}\n`;

export function recordWith(text: string, arrival: number, nth: number, shard: string): KinesisStreamRecord {
  const sequenceNumber = String(10n ** 55n + BigInt(nth));
  const kinesis = {
    kinesisSchemaVersion: '1.0',
    partitionKey: 'any',
    sequenceNumber,
    data: Buffer.from(text).toString('base64'),
    approximateArrivalTimestamp: arrival / 1000,
  };
  const eventID = `${shard}:${sequenceNumber}`;
  return { eventID, kinesis } as KinesisStreamRecord;
}
