import { tasksIn } from '../processors/ingest/tasks-in.ts';
import {
  output,
  type FailureStore,
  type FailureStoreDescription,
  type Place,
} from '../.stream-pipeline/toolkit/toolkit.cjs';
import { deadLetters } from './dead-letters.ts';
import type { LogEvent } from './log-event.ts';
import { linesOf } from './raw-objects.ts';

/** `npm run replay`: messages about objects that could not be read go back to the queue. */
export const objectsGivenUp: FailureStoreDescription = {
  sinks: ['lake'],
  open: (stage) => deadLetters(stage, namedIn),
};

/** The objects that a message is about. */
function namedIn(body: string): string {
  try {
    return tasksIn(body)
      .map(({ object }) => object.key)
      .join(', ');
  } catch {
    return 'a message that is no notification';
  }
}

/** The dead-letter queue of a run on this machine: all lines of the objects that its messages name. */
export function objectsGivenUpInStack(place: Place): FailureStore<LogEvent> {
  const { find, outputs, clock } = place;
  const dead = find('queue', output(outputs, 'DeadLetterQueueName'));
  const queue = find('queue', output(outputs, 'IngestQueueName'));
  return {
    sinks: objectsGivenUp.sinks,
    objects: () =>
      dead.bodies().map((body) => ({
        key: body,
        kind: 'given-up',
        at: new Date(clock.now()),
        events: eventsIn(place, body).map((event) => ({ event, reason: 'the message was received too often' })),
      })),
    giveBack: async (key) => {
      for (const message of dead.receive(10_000)) {
        if (message.body !== key) dead.changeVisibility(message.receiptHandle, 0);
        else {
          queue.send({ body: message.body, senderId: 'replay' });
          dead.delete(message.receiptHandle);
        }
      }
    },
  };
}

/** A message that is no notification is about no line. */
function eventsIn(place: Place, body: string): LogEvent[] {
  try {
    return tasksIn(body).flatMap(({ object, from, only }) =>
      linesOf(place, object).filter(({ line }) => line >= from && (only === undefined || only.includes(line))),
    );
  } catch {
    return [];
  }
}
