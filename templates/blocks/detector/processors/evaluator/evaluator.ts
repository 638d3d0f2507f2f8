import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import { inOrder, keys, kept, type Progress, type Registry } from '../lib/detector/layout.ts';
import type { Rows } from '../lib/detector/rows.ts';
import { SourceEvaluator, type Counts, type EvaluatorSettings, type Shards } from './source-evaluator.ts';

export interface Evaluation {
  counts: Counts;
  /** Milliseconds that the newest judged window is behind its fence, of the source that is furthest behind. */
  delay: number;
  /** Why a source could not be judged to its end. The invocation has to fail. */
  problems: string[];
}

/** Longer than an invocation may take: the lease of one that was killed ends by itself. Milliseconds. */
const leaseLength = 60_000;

/** Judges all sources. One at a time: an invocation that finds another one at work leaves everything to it. */
export class Evaluator {
  readonly #rows: Rows;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #settings: EvaluatorSettings;
  readonly #sources = new Map<string, SourceEvaluator>();

  constructor(rows: Rows, settings: EvaluatorSettings, clock: Pick<Clock, 'now'>) {
    this.#rows = rows;
    this.#settings = settings;
    this.#clock = clock;
  }

  async run(deadline: Deadline): Promise<Evaluation> {
    const counts: Counts = { judged: 0, incomplete: 0, skipped: 0, told: 0, suppressed: 0, untold: 0 };
    const now = this.#clock.now();
    const release = await this.#lease(now);
    if (!release) return { counts, delay: 0, problems: [] };
    const problems: string[] = [];
    let delay = 0;
    try {
      const { shards, sources } = await this.#known(now);
      for (const source of sources)
        try {
          const fence = await this.#evaluatorOf(source).advance(now, shards, deadline, counts);
          delay = Math.max(delay, now - fence);
        } catch (error) {
          // one source must not hold up the others
          const { cause } = error as Error;
          problems.push(cause === undefined ? awsReason(error) : `${awsReason(error)}: ${awsReason(cause)}`);
        }
    } finally {
      await release();
    }
    return { counts, delay, problems };
  }

  #evaluatorOf(source: string): SourceEvaluator {
    const known = this.#sources.get(source) ?? new SourceEvaluator(source, { rows: this.#rows, ...this.#settings });
    this.#sources.set(source, known);
    return known;
  }

  /**
   * The shards and sources that the detector has told of. A shard whose progress has expired is closed, and is
   * forgotten.
   */
  async #known(now: number): Promise<{ shards: Shards; sources: readonly string[] }> {
    const registry = await this.#rows.get<Registry>(keys.registry);
    if (!registry) return { shards: new Map(), sources: [] };
    const { shards, sources } = registry.body;
    const rows = await Promise.all(shards.map(([shard]) => this.#rows.get<Progress>(keys.progress(shard))));
    // of a shard that is new, nothing may be counted yet: it is waited for
    const all = shards.map(([shard, since], at) => {
      return { shard, since, progress: rows[at]?.body ?? { arrived: 0, counted: since } };
    });
    const isClosed = ({ progress }: (typeof all)[number]): boolean => now - progress.counted > kept.progress * 1000;
    const open = all.filter((each) => !isClosed(each));
    if (open.length < all.length) {
      const body: Registry = { shards: open.map(({ shard, since }) => [shard, since]), sources };
      // lost to a detector that has a new shard: the next run tries again
      const version = inOrder(Number(registry.version) + 1);
      await this.#rows.put(keys.registry, { version, body }, { was: registry.version, expires: undefined });
    }
    return { shards: new Map(open.map(({ shard, progress }) => [shard, progress])), sources };
  }

  /** Takes the lease, unless another invocation has it; gives what gives it back. */
  async #lease(now: number): Promise<(() => Promise<void>) | undefined> {
    const known = await this.#rows.get<{ until: number }>(keys.lease);
    if (known && known.body.until > now) return undefined;
    const serial = Number(known?.version ?? 0) + 1;
    const taken = { version: inOrder(serial), body: { until: now + leaseLength } };
    if (!(await this.#rows.put(keys.lease, taken, { was: known?.version, expires: undefined }))) return undefined;
    return async () => {
      const free = { version: inOrder(serial + 1), body: { until: 0 } };
      await this.#rows.put(keys.lease, free, { was: taken.version, expires: undefined });
    };
  }
}
