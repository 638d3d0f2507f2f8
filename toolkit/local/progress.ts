import type { Outage } from '../../runtime/contracts/faults.ts';
import type { LocalRun } from './run.ts';

/** Real milliseconds between two lines. */
const pause = 250;

type Progressing = Pick<LocalRun<never, never>, 'stack' | 'fed'> & { account: { readonly size: number } };

/** Tells what a check is doing, until `end`. */
export class CheckProgress {
  readonly #line: () => string;
  readonly #tell: (line: string) => void;
  readonly #timer: NodeJS.Timeout;
  #step = 'Feeding';

  constructor(run: Progressing, samples: number, outages: readonly Outage[], tell: (line: string) => void) {
    const { stack, account } = run;
    this.#line = () => {
      const begun = outages.filter(({ from }) => from <= stack.clock.now()).length;
      const waiting = this.#step === 'Waiting' ? ` for ${count(stack.waiting(), 'record')}` : '';
      const figures = [
        `${run.fed.toLocaleString('en')} of ${samples.toLocaleString('en')} fed`,
        `${count(account.size, 'event')} accepted`,
        count(stack.faults.injected().length, 'fault'),
        `outage ${begun} of ${outages.length}`,
      ];
      return `${this.#step}${waiting}: ${figures.join(', ')}`;
    };
    this.#tell = tell;
    this.#timer = setInterval(() => tell(this.#line()), pause);
  }

  doing(step: string): void {
    this.#step = step;
    this.#tell(this.#line());
  }

  end(): void {
    clearInterval(this.#timer);
  }
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
