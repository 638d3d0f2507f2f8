import { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { QueueSource } from './poller/source.ts';
import { StandardQueue } from './queue.ts';
import type { DeadLetterQueue, Queue, QueueMapping, QueueMappingOptions, QueueOptions } from './types.ts';

export const createQueue = (options: QueueOptions): Queue & DeadLetterQueue => new StandardQueue(options);

/** Starts Lambda's event source mapping for a queue. Throws for a property that Lambda refuses. */
export const startQueueMapping = (options: QueueMappingOptions): QueueMapping =>
  new EventSourceMapping({ ...options, source: new QueueSource(options.queue), onFailure: 'none' });
