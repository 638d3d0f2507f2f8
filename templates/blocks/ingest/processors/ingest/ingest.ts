import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Deadline } from '../lib/deadline.ts';
import type { Reasons } from '../lib/reasons.ts';
import type { Task } from '../lib/log-object.ts';
import type { ingestMetrics } from './metrics.ts';
import type { ObjectReader } from './object-reader.ts';
import { tasksIn, type TaskMessage } from './tasks-in.ts';

export interface IngestedBatch {
  response: SQSBatchResponse;
  counts: Record<keyof typeof ingestMetrics, number>;
  /** Milliseconds between each message and the end of its work. */
  lags: number[];
}

export interface IngestPorts {
  reader: Pick<ObjectReader, 'read'>;
  /** The bucket that objects are read from, and no other. */
  bucket: string;
  /** Puts a task into the queue that the batch came from. */
  continueWith(message: TaskMessage): Promise<void>;
  now(): number;
}

/**
 * Brings the objects that a batch of messages names into the stream. A message is done when every line of its objects is written, parked
 * or dropped, or left to a message of its own; any other comes again after its visibility timeout, and after some deliveries is in the
 * dead-letter queue. No message fails another one.
 */
export class Ingest {
  readonly #ports: IngestPorts;

  constructor(ports: IngestPorts) {
    this.#ports = ports;
  }

  async ingest(records: readonly SQSRecord[], deadline: Deadline, reasons: Reasons): Promise<IngestedBatch> {
    const counts = { written: 0, dropped: 0, parked: 0, damaged: 0, failed: 0, continued: 0 };
    const failed: string[] = [];
    const lags: number[] = [];
    for (const { messageId, body, attributes } of records)
      try {
        if (deadline.remaining() === 0) throw new Error('There was no time to begin');
        for (const task of tasksIn(body)) await this.#do(task, deadline, counts, reasons);
        lags.push(this.#ports.now() - Number(attributes.SentTimestamp));
      } catch (error) {
        counts.failed++;
        // a message of the runtime may quote what it could not read
        const reason = error instanceof SyntaxError ? 'The message is no JSON' : (error as Error).message;
        reasons.add('message comes again', reason, 1);
        failed.push(messageId);
      }
    return { response: { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }, counts, lags };
  }

  async #do(task: Task, deadline: Deadline, counts: IngestedBatch['counts'], reasons: Reasons): Promise<void> {
    const { reader, bucket, continueWith } = this.#ports;
    if (task.object.bucket !== bucket) throw new Error('The message names another bucket');
    const { next, ...read } = await reader.read(task, deadline, reasons);
    for (const [name, count] of Object.entries(read)) counts[name as keyof typeof read] += count;
    if (next === undefined) return;
    await continueWith({ ...task, from: next });
    counts.continued++;
  }
}
