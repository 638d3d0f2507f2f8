import { indexerMetrics } from '../../processors/indexer/metrics.ts';
import type { LocalPipeline } from './pipeline.ts';

/** Real milliseconds between two looks at the pipeline. */
const pause = 250;

export interface CheckProgressOptions {
  pipeline: LocalPipeline;
  /** How many changes the check feeds. */
  changes: number;
  tell(line: string): void;
}

/** Reports what a check is doing, until `end`. */
export class CheckProgress {
  readonly #options: CheckProgressOptions;
  readonly #timer: NodeJS.Timeout;
  #step = () => 'Feeding';

  constructor(options: CheckProgressOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#tell(), pause);
    this.#tell();
  }

  /** The check waits until the stream is empty. */
  waiting(): void {
    this.#step = () => `Waiting for ${count(this.#options.pipeline.stack.waiting(), 'record')}`;
  }

  doing(step: string): void {
    this.#step = () => step;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    const { pipeline, changes, tell } = this.#options;
    const { stack, account } = pipeline;
    const figures = [
      `${pipeline.fed.toLocaleString('en')} of ${count(changes, 'change')} fed`,
      `${count(account.size, 'event')} accepted`,
      `${stack.measured('Indexer', indexerMetrics.indexed).toLocaleString('en')} written to the index`,
      `${count(stack.faults.injected().length, 'fault')} struck`,
    ];
    tell(`${this.#step()}: ${figures.join(', ')}`);
  }
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
