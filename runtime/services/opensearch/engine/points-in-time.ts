import type { Clock } from '../../../contracts/clock.ts';
import { uuidOf } from '../../../kernel/identity.ts';
import { Problem } from './problem.ts';
import type { View } from './search/view.ts';

interface PointInTime {
  readonly views: readonly View[];
  readonly expiresAt: number;
}

/** Searches that are held open: they go on seeing what they saw. */
export class PointsInTime {
  readonly #clock: Clock;
  readonly #open = new Map<string, PointInTime>();
  #opened = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open(views: readonly View[], keepAlive: number): string {
    const id = uuidOf(`point in time|${++this.#opened}`);
    this.#open.set(id, { views, expiresAt: this.#clock.now() + keepAlive });
    return id;
  }

  /** Throws 404 for one that was closed or has expired. */
  views(id: string, keepAlive: number | undefined): readonly View[] {
    const point = this.#open.get(id);
    if (!point || point.expiresAt < this.#clock.now()) {
      this.#open.delete(id);
      throw new Problem(404, 'search_phase_execution_exception', 'all shards failed', {
        type: 'search_context_missing_exception',
        reason: `No search context found for id [${id}]`,
      });
    }
    if (keepAlive !== undefined) this.#open.set(id, { ...point, expiresAt: this.#clock.now() + keepAlive });
    return point.views;
  }

  close(id: string): boolean {
    return this.#open.delete(id);
  }
}
