import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { CanaryDocument } from './canary-document.ts';
import type { CanaryTable } from './canary-table.ts';

/** DynamoDB may remove what no run could, after a day, where the contract lets items expire. */
const expiresAfterSeconds = 86_400;

export type Step = 'write' | 'find' | 'remove';

/** A step that failed; the message says why. */
export class StepFailed extends Error {
  readonly step: Step;

  constructor(step: Step, cause: unknown) {
    // of an error of the SDK, its name says most
    super(String(cause).replace(/^Error: /, ''), { cause });
    this.name = 'StepFailed';
    this.step = step;
  }
}

/** Changes an item of its own and searches for the change: what a user of the pipeline does. */
export class Canary {
  readonly #table: Pick<CanaryTable, 'write' | 'remove'>;
  readonly #document: Pick<CanaryDocument, 'found'>;
  readonly #clock: Clock;

  constructor(table: Pick<CanaryTable, 'write' | 'remove'>, document: Pick<CanaryDocument, 'found'>, clock: Clock) {
    this.#table = table;
    this.#document = document;
    this.#clock = clock;
  }

  /**
   * Milliseconds from the acknowledged write until a search found the change. Removes the item in any case. Throws StepFailed for
   * the first step that failed.
   */
  async run(run: string, deadline: Deadline): Promise<number> {
    const expiry = Math.floor(this.#clock.now() / 1000) + expiresAfterSeconds;
    const write = await failureOf('write', () => this.#table.write(run, expiry));
    if (write) throw write;
    const written = this.#clock.now();
    let latency = 0;
    const found = await failureOf('find', async () => {
      await this.#document.found(run, deadline);
      latency = this.#clock.now() - written;
    });
    const removed = await failureOf('remove', () => this.#table.remove());
    const failure = found ?? removed;
    if (failure) throw failure;
    return latency;
  }
}

/** Undefined when the step succeeds. */
async function failureOf(step: Step, work: () => Promise<void>): Promise<StepFailed | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return new StepFailed(step, error);
  }
}
