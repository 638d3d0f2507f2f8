import { expiresAfter, inOrder, keys, kept, type Progress, type Registry } from '../lib/detector/layout.ts';
import type { Rows } from '../lib/detector/rows.ts';
import { mostSources } from '../lib/detector/source-delays.ts';

const attempts = 5;
/** Milliseconds after which the registry is read again: the evaluator removes shards that are closed. */
const freshFor = 10 * 60_000;

/** Tells the evaluator which shards and sources there are, and how far each shard is. */
export class ShardProgress {
  readonly #rows: Rows;
  #registry: { known: Registry; read: number } | undefined;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /**
   * Before anything of a batch is counted: the evaluator must not judge a window without a shard that has a part of it.
   */
  async register(shard: string, sources: readonly string[], now: number): Promise<void> {
    if (this.#registry && now - this.#registry.read < freshFor && !isNew(this.#registry.known, shard, sources)) return;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const row = await this.#rows.get<Registry>(keys.registry);
      const known = row?.body ?? { shards: [], sources: [] };
      if (row && !isNew(known, shard, sources)) {
        this.#registry = { known, read: now };
        return;
      }
      const next: Registry = {
        shards: knows(known, shard) ? known.shards : [...known.shards, [shard, now]],
        sources: [...new Set([...known.sources, ...sources])].slice(0, mostSources),
      };
      const version = inOrder(Number(row?.version ?? 0) + 1);
      await this.#rows.put(keys.registry, { version, body: next }, { was: row?.version, expires: undefined });
    }
    throw new Error('the registry of shards was changed by another invocation each time');
  }

  /** After everything of a batch is counted. A later batch of the shard may have said more already. */
  async reached(shard: string, { arrived, counted }: Progress): Promise<void> {
    const key = keys.progress(shard);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const known = await this.#rows.get<Progress>(key);
      const body = { arrived: Math.max(arrived, known?.body.arrived ?? 0), counted };
      const version = inOrder(Math.max(counted, Number(known?.version ?? 0) + 1));
      const expires = expiresAfter(counted, kept.progress);
      if (await this.#rows.put(key, { version, body }, { was: known?.version, expires })) return;
    }
    throw new Error('the progress of a shard was changed by another invocation each time');
  }
}

const isNew = (registry: Registry, shard: string, more: readonly string[]): boolean =>
  !knows(registry, shard) ||
  (registry.sources.length < mostSources && more.some((source) => !registry.sources.includes(source)));

const knows = ({ shards }: Registry, shard: string): boolean => shards.some(([name]) => name === shard);
