import type {
  Batch,
  Discard,
  EventSource,
  FunctionSide,
  GivenUp,
  OnFailureDestination,
  Poller,
  Progress,
} from '../../contracts/event-source.ts';
import type { ServiceOptions } from '../../contracts/faults.ts';
import type { InvokedFunction, Outcome } from '../../contracts/function.ts';
import { uuidOf } from '../../kernel/identity.ts';
import { invoke } from './invoke.ts';
import { failureObjectOf } from './on-failure.ts';

const keptDiscards = 1000;
/** How often a mapping that is disabled is looked at, in milliseconds. */
const pollPause = 5000;

/** Hears of what a mapping does. */
export interface MappingObserver<R> {
  /** `duration` is in milliseconds, a cold start included. */
  invoked(outcome: Outcome, batch: Batch, duration: number): void;
  discarded(discard: Discard<R>): void;
  /** The on-failure destination has not taken a batch. */
  notDelivered?(error: Error): void;
  progress(done: Progress): void;
}

export interface EventSourceMappingOptions<R> extends ServiceOptions {
  readonly uuid: string;
  readonly source: EventSource<R>;
  readonly function: InvokedFunction;
  /** As in `AWS::Lambda::EventSourceMapping`. */
  readonly properties: object;
  readonly onFailure: OnFailureDestination | 'none';
  readonly observer?: MappingObserver<R>;
  /** By lane, the first position that is not done with, from an earlier run. */
  readonly checkpoints?: Readonly<Record<string, string>>;
}

/** Lambda's event source mapping, as far as it is the same for every source: runs the function, and parks what is given up. */
export class EventSourceMapping<R> {
  readonly #options: EventSourceMappingOptions<R>;
  readonly #poller: Poller;
  readonly #discarded: Discard<R>[] = [];
  /** What was tried since a record was last done with: how often each batch, and what came of it. */
  readonly #tries = new Map<string, { invocations: number; outcome: Outcome }>();
  #invocations = 0;

  /** Starts to poll. Throws for a property that Lambda refuses. */
  constructor(options: EventSourceMappingOptions<R>) {
    this.#options = options;
    const { source, function: target, properties, clock, checkpoints = {} } = options;
    const side: FunctionSide<R> = {
      properties: { ...properties },
      roleArn: target.roleArn,
      timeout: target.timeout,
      clock,
      checkpoints,
      polls: () => !this.#isDisabled(),
      invoke: (batch) => this.#invoke(batch),
      giveUp: (batch) => this.#giveUp(batch),
      progress: (done) => {
        this.#tries.clear();
        options.observer?.progress(done);
      },
    };
    this.#poller = source.poll(side);
  }

  /** Resolves when every record of the source has been processed or discarded. */
  idle(): Promise<void> {
    return this.#poller.idle();
  }

  waiting(): number {
    return this.#poller.waiting();
  }

  /** Why records wait: what came of the last invocation with the batch that was tried most often. Undefined where none was tried. */
  obstacle(): string | undefined {
    const [most] = [...this.#tries.values()].toSorted((one, other) => other.invocations - one.invocations);
    return most && `the last of ${most.invocations.toLocaleString('en')} invocations ${endOf(most.outcome)}`;
  }

  /** The newest thousand. */
  discarded(): readonly Discard<R>[] {
    return this.#discarded;
  }

  /** How often Lambda tried to run the function. */
  invocations(): number {
    return this.#invocations;
  }

  async #invoke(batch: Batch): Promise<Outcome> {
    const { uuid, function: target, clock, faults, observer } = this.#options;
    const requestId = uuidOf(`${uuid}|${++this.#invocations}`);
    const { identity } = batch;
    while (this.#isDisabled()) await clock.sleep(pollPause);
    const begun = clock.now();
    const outcome = await invoke({ function: target, event: () => batch.event(), requestId, identity, clock, faults });
    this.#tries.set(identity, { invocations: (this.#tries.get(identity)?.invocations ?? 0) + 1, outcome });
    observer?.invoked(outcome, batch, clock.now() - begun);
    return outcome;
  }

  #isDisabled(): boolean {
    const { faults, uuid } = this.#options;
    return faults.strike('mapping.disabled', uuid) !== undefined;
  }

  #giveUp(batch: GivenUp<R>): void {
    const { uuid, function: target, onFailure, clock, observer } = this.#options;
    const { records, condition } = batch;
    let objectKey: string | undefined;
    if (onFailure !== 'none' && condition !== 'RetentionExceeded') {
      const about = { ...batch, payload: batch.payload() };
      const { key, body } = failureObjectOf({ ...about, mapping: uuid, functionArn: target.arn, at: clock.now() });
      try {
        onFailure.write(key, body);
        objectKey = key;
      } catch (error) {
        observer?.notDelivered?.(error as Error);
      }
    }
    const discard = { records, condition, objectKey, hasDestination: onFailure !== 'none' };
    if (this.#discarded.push(discard) > keptDiscards) this.#discarded.shift();
    observer?.discarded(discard);
  }
}

function endOf(outcome: Outcome): string {
  if (outcome.type === 'returned') return 'reported a record as failed';
  return outcome.type === 'failed' ? `failed: ${outcome.message}` : 'was throttled';
}
