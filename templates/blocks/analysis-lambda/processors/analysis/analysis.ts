import type { KinesisStreamRecord } from 'aws-lambda';
import { commit } from '../lib/analysis/commit.ts';
import type { Results } from '../lib/analysis/results.ts';
import type { Settings } from '../lib/analysis/settings.ts';
import type { ShardRows } from '../lib/analysis/shard-rows.ts';
import { someAtOnce } from '../lib/analysis/some-at-once.ts';
import type { UserRows } from '../lib/analysis/user-rows.ts';
import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { RejectStore } from '../lib/reject-store.ts';
import { BatchRun, type AnalysedBatch } from './batch-run.ts';
import { readBatch, type Batch, type Placed } from './batch.ts';
import type { LeftOutStore } from './left-out.ts';
import { applied, type UserBatch } from './user-batch.ts';

export interface AnalysisPorts {
  rows: Pick<UserRows, 'get' | 'put'>;
  results: Pick<Results, 'writeSession' | 'writeOffer'>;
  rejects: Pick<RejectStore, 'park'>;
  leftOut: Pick<LeftOutStore, 'keep'>;
  shards: Pick<ShardRows, 'register' | 'reached'>;
  clock: Pick<Clock, 'now'>;
}

/** Users that are worked on at once. */
const usersAtOnce = 16;
/** How often a row is read again because another invocation has written it meanwhile. */
const attempts = 3;

/**
 * Analyses click events by user. Every event ends in exactly one way: taken once, left out and kept, left out on purpose, parked with its
 * record, or left to the next delivery of the batch.
 */
export class Analysis {
  readonly #ports: AnalysisPorts;
  readonly #settings: Settings;

  constructor(ports: AnalysisPorts, settings: Settings) {
    this.#ports = ports;
    this.#settings = settings;
  }

  /** Analyses a batch: records of one shard in their order, as Lambda delivers them. */
  async analyse(records: readonly KinesisStreamRecord[], deadline: Deadline): Promise<AnalysedBatch> {
    const run = new BatchRun();
    const [first, ...others] = records;
    if (!first) return run.end();
    const batch = readBatch([first, ...others], this.#settings);
    const { shards, clock } = this.#ports;
    try {
      // the closer must not go ahead of a shard that it does not know
      await shards.register(batch.shard, clock.now());
    } catch (error) {
      run.fail('not analysed', awsReason(error), records.map(sequenceOf));
      return run.end();
    }
    run.counts.tombstones = batch.tombstones;
    await this.#analyseUsers(batch, deadline, run);
    await this.#park(batch, run);
    if (run.isWhole)
      try {
        await shards.reached(batch.shard, { arrived: batch.arrived, analysed: clock.now() });
      } catch (error) {
        run.fail('analysed, but not said so', awsReason(error), [sequenceOf(records.at(-1)!)]);
      }
    return run.end();
  }

  async #analyseUsers(batch: Batch, deadline: Deadline, run: BatchRun): Promise<void> {
    const { users } = batch;
    const fail = (user: string, outcome: string, error: unknown): void =>
      run.fail(outcome, awsReason(error), sequencesOf(users.get(user)!));
    const begun: UserBatch[] = [];
    await someAtOnce([...users.keys()], usersAtOnce, async (user) => {
      try {
        if (deadline.remaining() === 0) throw new Error('no time is left');
        begun.push(await this.#applied(user, batch));
      } catch (error) {
        fail(user, 'not analysed', error);
      }
    });
    // before any row says that they were seen
    const having = begun.filter(({ leftOut }) => leftOut.length > 0);
    let going: readonly UserBatch[] = begun;
    try {
      await this.#ports.leftOut.keep(having.flatMap(({ leftOut }) => leftOut));
    } catch (error) {
      for (const { user } of having) fail(user, 'not parked', error);
      going = begun.filter(({ leftOut }) => leftOut.length === 0);
    }
    await someAtOnce(going, usersAtOnce, async (each) => {
      try {
        await this.#write(each, batch, deadline, run);
      } catch (error) {
        fail(each.user, 'not analysed', error);
      }
    });
  }

  async #applied(user: string, { users, watermark }: Batch): Promise<UserBatch> {
    return applied(user, users.get(user)!, watermark, await this.#ports.rows.get(user), this.#settings);
  }

  async #write(first: UserBatch, batch: Batch, deadline: Deadline, run: BatchRun): Promise<void> {
    const { rows, results, leftOut } = this.#ports;
    let next = first;
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (deadline.remaining() === 0) throw new Error('no time is left');
      const written = await commit(next, rows, results);
      if (written) return run.done(next, written);
      next = await this.#applied(next.user, batch);
      // what is left out now was kept before, unless the closer has gone ahead
      await leftOut.keep(next.leftOut);
    }
    throw new Error('the row of a user was changed by another invocation each time');
  }

  async #park({ rejected }: Batch, run: BatchRun): Promise<void> {
    try {
      await this.#ports.rejects.park(rejected);
      run.parked(rejected.map(({ reason }) => reason));
    } catch (error) {
      run.fail(
        'not parked',
        awsReason(error),
        rejected.map(({ record }) => sequenceOf(record)),
      );
    }
  }
}

const sequenceOf = ({ kinesis }: KinesisStreamRecord): string => kinesis.sequenceNumber;
const sequencesOf = (placed: readonly Placed[]): string[] => placed.map(({ place }) => place.sequence);
