import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ParkedLine } from '../processors/ingest/parked-lines.ts';
import type { TaskMessage } from '../processors/ingest/tasks-in.ts';
import {
  output,
  type FailureStore,
  type FailureStoreDescription,
  type OpenStage,
  type ParkedRecord,
  type Place,
  type WayBack,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import { failureBucket } from './failure-bucket.ts';
import type { LogEvent } from './log-event.ts';
import { parkedObject, type Shape } from './parked-records.ts';
import { linesOf } from './raw-objects.ts';

/** A line that ingest could not read. The raw bucket has it whole. */
export interface ParkedLogLine extends ParkedRecord, Pick<ParkedLine, 'object' | 'line' | 'again'> {}

/** Lines that ingest parked, one a line. */
export const parkedLines: Shape<ParkedLogLine> = {
  prefix: 'rejected/ingest/',
  records: (body) =>
    body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ParkedLine)
      .map(({ reason, object, line, again = 0 }) => ({ reason, object, line, again })),
};

/** Messages that have ingest read these lines again, one for each object. */
export function tasksFor(lines: readonly Pick<ParkedLogLine, 'object' | 'line' | 'again'>[]): TaskMessage[] {
  const byObject = Map.groupBy(lines, ({ object }) => JSON.stringify(object));
  return [...byObject.values()].map((group) => ({
    object: group[0]!.object,
    only: group.map(({ line }) => line),
    again: 1 + Math.max(...group.map(({ again = 0 }) => again)),
  }));
}

/** A list says which file has the line. */
const withFile = (line: ParkedLogLine): ParkedLogLine => ({ ...line, reason: `${line.object.key}: ${line.reason}` });

/** `npm run replay`: ingest reads parked lines again, from the raw bucket. */
export const parkedLinesStore: FailureStoreDescription = {
  sinks: ['lake'],
  open: (stage) => ({
    objects: failureBucket(stage, { ...parkedLines, records: (body) => parkedLines.records(body).map(withFile) }),
    wayBack: readAgain(stage),
    // the lake may hold a line twice
    holdsBack: () => undefined,
  }),
};

function readAgain({ client, outputs }: OpenStage): WayBack<ParkedLogLine> {
  const QueueUrl = output(outputs, 'IngestQueueUrl');
  const sqs = new SQSClient(client);
  return {
    to: 'ingest, by its queue',
    // a message has at most 1 MiB (Amazon SQS guide, "Amazon SQS message quotas")
    most: { records: 5000, bytes: 500_000 },
    bytesOf: ({ object, line }) => JSON.stringify(object).length + String(line).length,
    put: async (records) => {
      const left: ParkedLogLine[] = [];
      for (const task of tasksFor(records))
        try {
          await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(task) }));
        } catch {
          left.push(...records.filter(({ object }) => object.key === task.object.key));
        }
      return left;
    },
  };
}

/** The parked lines of a run on this machine. */
export function parkedLinesInStack(place: Place): FailureStore<LogEvent> {
  const { find, outputs } = place;
  const failures = find('bucket', output(outputs, 'FailureBucketName'));
  const queue = find('queue', output(outputs, 'IngestQueueName'));
  const objectsBelow = (prefix: string) =>
    failures
      .contents(prefix)
      .map(({ key, body, storedAt }) =>
        parkedObject({ key, at: new Date(storedAt) }, Buffer.from(body).toString(), parkedLines),
      );
  return {
    sinks: parkedLinesStore.sinks,
    objects: () =>
      objectsBelow(parkedLines.prefix).map(({ key, at, records }) => ({
        key,
        at,
        kind: 'unread',
        events: records.flatMap(({ reason, object, line }) =>
          linesOf(place, object)
            .filter((event) => event.line === line)
            .map((event) => ({ event, reason })),
        ),
      })),
    giveBack: async (key) => {
      for (const object of objectsBelow(key).filter((each) => each.key === key)) {
        for (const task of tasksFor(object.records)) queue.send({ body: JSON.stringify(task), senderId: 'replay' });
        await failures.delete(object.key);
      }
    },
  };
}
