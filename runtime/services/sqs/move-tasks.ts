import type { Clock } from '../../contracts/clock.ts';
import { uuidOf } from '../../kernel/identity.ts';
import type { MessageSink, Queue } from './types.ts';

/** SQS API reference, StartMessageMoveTask: at most 500 messages a second. */
export const fastest = 500;
const atOnce = 10;
/** API reference, ListMessageMoveTasks: "up to 10 results". */
const keptTasks = 10;

export interface MoveTask {
  readonly handle: string;
  readonly sourceArn: string;
  readonly destinationArn: string | undefined;
  readonly perSecond: number | undefined;
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  failureReason: string | undefined;
}

/** Moves messages from dead-letter queues back to where they came from. A task ends with the process: what it has not moved stays. */
export class MoveTasks {
  readonly #clock: Clock;
  readonly #queue: (arn: string) => MessageSink | undefined;
  readonly #tasks: MoveTask[] = [];

  constructor(clock: Clock, queue: (arn: string) => MessageSink | undefined) {
    this.#clock = clock;
    this.#queue = queue;
  }

  running(sourceArn: string): MoveTask | undefined {
    return this.#tasks.find((task) => task.sourceArn === sourceArn && task.status === 'RUNNING');
  }

  /** Newest first. */
  of(sourceArn: string): readonly MoveTask[] {
    return this.#tasks
      .filter((task) => task.sourceArn === sourceArn)
      .toReversed()
      .slice(0, keptTasks);
  }

  byHandle(handle: string): MoveTask | undefined {
    return this.#tasks.find((task) => task.handle === handle);
  }

  start(source: Queue, destinationArn: string | undefined, perSecond: number | undefined): MoveTask {
    const startedAt = this.#clock.now();
    const task: MoveTask = {
      handle: Buffer.from(uuidOf(`${source.arn}|${this.#tasks.length}|${startedAt}`)).toString('base64'),
      sourceArn: source.arn,
      destinationArn,
      perSecond,
      startedAt,
      toMove: source.counts().visible,
      moved: 0,
      status: 'RUNNING',
      failureReason: undefined,
    };
    this.#tasks.push(task);
    void this.#run(task, source);
    return task;
  }

  async #run(task: MoveTask, source: Queue): Promise<void> {
    const pause = (1000 * atOnce) / (task.perSecond ?? fastest);
    for (;;) {
      await this.#clock.sleep(pause);
      if (task.status !== 'RUNNING') return;
      const left = task.toMove - task.moved;
      const messages = source.receive(Math.min(atOnce, left));
      for (const message of messages) {
        const target = this.#queue(task.destinationArn ?? message.deadLetterSource ?? '');
        if (!target) return fail(task, 'AWS.SimpleQueueService.NonExistentQueue');
        // SQS guide, sqs-configure-dead-letter-queue-redrive: it is a new message there, with another id
        const { body, attributes, senderId, traceHeader, groupId, identity } = message;
        target.send({ body, attributes, senderId, traceHeader, groupId, identity });
        source.delete(message.receiptHandle);
        task.moved++;
      }
      if (messages.length === 0 || task.moved >= task.toMove) {
        task.status = 'COMPLETED';
        return;
      }
    }
  }
}

function fail(task: MoveTask, reason: string): void {
  task.status = 'FAILED';
  task.failureReason = reason;
}
