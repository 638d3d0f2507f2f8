import type { EventSource, FunctionSide, Poller } from '../../../contracts/event-source.ts';
import type { Queue, ReceivedMessage } from '../types.ts';
import { QueuePoller } from './queue-poller.ts';

/** A queue as Lambda polls it. */
export class QueueSource implements EventSource<ReceivedMessage> {
  readonly arn: string;
  /** Lambda guide, services-sqs-configure, "Setting up execution role permissions". */
  readonly permissions = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
  readonly #queue: Queue;

  constructor(queue: Queue) {
    this.arn = queue.arn;
    this.#queue = queue;
  }

  poll(mapping: FunctionSide<ReceivedMessage>): Poller {
    return new QueuePoller(this.#queue, mapping);
  }
}
