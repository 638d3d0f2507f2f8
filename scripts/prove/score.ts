import type { Verdict } from './prove-seeds.ts';
import type { RecordedProof } from './recorded.ts';

/** The part of seeds on which a mistake has to be noticed. */
export const required = 0.99;
/** A sample may have the one of a hundred that is missed; the recorded proof is of so many that it cannot matter. */
const mayMiss = (seeds: number): number => (seeds < 20 ? 0 : Math.max(1, Math.floor((1 - required) * seeds)));

/** How many seeds were tried, and on how many of them something was found to be wrong. */
export interface Count {
  seeds: number;
  found: number;
}

interface Line extends Count {
  /** Seeds whose verdict is not the one that is wanted. */
  wrong: Verdict[];
}

/** How often the delivery tests were right: found fault with mistakes, and none without. */
export class Score {
  readonly #lines: ReadonlyMap<string | undefined, Line>;

  /** The mistakes in the order of the table; undefined is the project as it is. `before` is what was found already. */
  constructor(mistakes: readonly (string | undefined)[], before?: Pick<RecordedProof, 'clean' | 'mistakes'>) {
    const none: Count = { seeds: 0, found: 0 };
    this.#lines = new Map(
      mistakes.map((mistake) => {
        const counted = mistake === undefined ? before?.clean : before?.mistakes[mistake];
        return [mistake, { ...(counted ?? none), wrong: [] }];
      }),
    );
  }

  count(mistake: string | undefined, verdict: Verdict): void {
    const line = this.#lines.get(mistake)!;
    const found = verdict.problems.length > 0;
    line.seeds++;
    if (found) line.found++;
    if (found !== (mistake !== undefined)) line.wrong.push(verdict);
  }

  get seeds(): number {
    return [...this.#lines.values()].reduce((sum, { seeds }) => sum + seeds, 0);
  }

  /** The count of a mistake; undefined is the project as it is. */
  of(mistake: string | undefined): Count {
    const { seeds, found } = this.#lines.get(mistake)!;
    return { seeds, found };
  }

  get holds(): boolean {
    return [...this.#lines].every(([mistake, line]) =>
      mistake === undefined ? line.found === 0 : line.seeds - line.found <= mayMiss(line.seeds),
    );
  }

  print(): string {
    return [...this.#lines]
      .filter(([, { seeds }]) => seeds > 0)
      .map(([mistake, line]) => this.#row(mistake, line))
      .join('\n');
  }

  #row(mistake: string | undefined, { seeds, found, wrong }: Line): string {
    const numbers = `${String(found).padStart(4)} of ${String(seeds).padStart(4)}`;
    const again = wrong.slice(0, 3).map(({ seed, problems }) => {
      const command = `npm run prove -- --from ${seed}`;
      return mistake === undefined
        ? `\n      false alarm: ${problems[0]}\n      again: ${command} --seeds 1 --mutant-seeds 0`
        : `\n      missed: ${command} --seeds 0 --mutant-seeds 1 --mutant '${mistake}'`;
    });
    const low = mistake !== undefined && seeds - found > mayMiss(seeds) ? '  below 99 %' : '';
    return `${numbers}  ${mistake ?? 'false alarms: a project without a mistake'}${low}${again.join('')}`;
  }
}
