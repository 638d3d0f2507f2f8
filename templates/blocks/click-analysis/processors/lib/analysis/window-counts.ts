import type { Click } from './click.ts';
import type { CountRule } from './settings.ts';
import type { WindowCount } from './user-state.ts';

/** Values of a field that a rule follows in one window of a user. */
const mostSubjects = 200;

/** A count that an event has completed. */
export interface Completed {
  rule: string;
  window: number;
  subject: string;
}

/** What the rules have counted of a user, by window and subject. */
export class WindowCounts {
  readonly #rules: readonly CountRule[];
  /** By rule and start of the window: the count of each subject. */
  readonly #windows = new Map<string, Map<string, number>>();

  constructor(rules: readonly CountRule[], counts: readonly WindowCount[]) {
    this.#rules = rules;
    for (const [rule, start, subject, count] of counts) this.#subjectsOf(rule, start).set(subject, count);
  }

  /** Counts an event, and says which counts it completes. */
  add(click: Click): Completed[] {
    return this.#rules
      .filter(({ types }) => types.includes(click.type))
      .flatMap((rule) => {
        const subject = rule.same === undefined ? '' : click.same[rule.same];
        if (subject === undefined) return [];
        const window = click.time - (click.time % rule.window);
        const subjects = this.#subjectsOf(rule.id, window);
        if (!subjects.has(subject) && subjects.size >= mostSubjects) return [];
        const count = (subjects.get(subject) ?? 0) + 1;
        subjects.set(subject, count);
        return count === rule.atLeast ? [{ rule: rule.id, window, subject }] : [];
      });
  }

  /** Forgets windows that are over at a watermark, and those of rules that are no more. */
  forget(watermark: number): void {
    for (const key of this.#windows.keys()) {
      const { rule: id, start } = partsOf(key);
      const rule = this.#rules.find((each) => each.id === id);
      if (!rule || start + rule.window <= watermark) this.#windows.delete(key);
    }
  }

  toState(): WindowCount[] {
    return [...this.#windows].flatMap(([key, subjects]) => {
      const { rule, start } = partsOf(key);
      return [...subjects].map(([subject, count]): WindowCount => [rule, start, subject, count]);
    });
  }

  #subjectsOf(rule: string, start: number): Map<string, number> {
    const key = `${rule} ${start}`;
    const subjects = this.#windows.get(key) ?? new Map<string, number>();
    this.#windows.set(key, subjects);
    return subjects;
  }
}

function partsOf(key: string): { rule: string; start: number } {
  const [rule, start] = key.split(' ') as [string, string];
  return { rule, start: Number(start) };
}
