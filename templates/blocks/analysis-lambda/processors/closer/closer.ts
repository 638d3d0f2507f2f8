import { commit } from '../lib/analysis/commit.ts';
import { offersAtEnd } from '../lib/analysis/made-offer.ts';
import type { Results } from '../lib/analysis/results.ts';
import type { Settings } from '../lib/analysis/settings.ts';
import type { ShardRows } from '../lib/analysis/shard-rows.ts';
import { someAtOnce } from '../lib/analysis/some-at-once.ts';
import { UserAnalysis } from '../lib/analysis/user-analysis.ts';
import type { UserRows } from '../lib/analysis/user-rows.ts';
import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { Reasons, type Reason } from '../lib/reasons.ts';
import { commonWatermark } from './common-watermark.ts';
import type { CloserCount } from './metrics.ts';

export interface CloserPorts {
  rows: Pick<UserRows, 'get' | 'put'>;
  results: Pick<Results, 'writeSession' | 'writeOffer'>;
  shards: Pick<ShardRows, 'all'>;
  /** Users with a session that is over at a watermark. */
  due(watermark: number): AsyncIterable<readonly string[]>;
  clock: Pick<Clock, 'now'>;
}

export interface Closing {
  counts: Record<CloserCount, number>;
  /** Milliseconds that the common watermark is behind the clock; undefined before there is a shard. */
  delay: number | undefined;
  /** Why users are left, for the log. */
  reasons: Reason[];
}

/** Users that are worked on at once. */
const usersAtOnce = 16;

/** Closes the sessions of users who do nothing more: the analysis closes those of users who do. */
export class Closer {
  readonly #ports: CloserPorts;
  readonly #settings: Settings;

  constructor(ports: CloserPorts, settings: Settings) {
    this.#ports = ports;
    this.#settings = settings;
  }

  /** Closes what is over. What there is no time for, or what the table refuses, is left to the next run. */
  async run(deadline: Deadline): Promise<Closing> {
    const { shards, clock, due } = this.#ports;
    const counts: Closing['counts'] = { sessions: 0, offers: 0, left: 0 };
    const reasons = new Reasons();
    const now = clock.now();
    const watermark = commonWatermark(now, await shards.all(), this.#settings);
    if (watermark === undefined) return { counts, delay: undefined, reasons: [] };
    for await (const users of due(watermark)) {
      await someAtOnce(users, usersAtOnce, async (user) => {
        try {
          if (deadline.remaining() === 0) throw new Error('no time is left');
          await this.#close(user, watermark, counts);
        } catch (error) {
          counts.left++;
          reasons.add('not closed', awsReason(error), 1);
        }
      });
      if (deadline.remaining() === 0) break;
    }
    return { counts, delay: now - watermark, reasons: reasons.most() };
  }

  async #close(user: string, watermark: number, counts: Closing['counts']): Promise<void> {
    const row = await this.#ports.rows.get(user);
    const analysis = new UserAnalysis(user, this.#settings, row?.state);
    const closed = analysis.advance(watermark);
    // the index follows the table with a delay
    if (!row || closed.sessions.length === 0) return;
    const offers = offersAtEnd(closed, this.#settings.gap);
    const outcome = { user, was: row.version, analysis, seen: row.seen, sessions: closed.sessions, offers };
    const written = await commit(outcome, this.#ports.rows, this.#ports.results);
    // the analysis has written the row meanwhile: it closes the session, or the user goes on
    if (!written) return;
    counts.sessions += written.sessions;
    counts.offers += written.offers;
  }
}
