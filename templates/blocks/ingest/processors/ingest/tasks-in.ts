import type { LogObject, Task } from '../lib/log-object.ts';

/** What a message of this pipeline itself says: the rest of a long object, or parked lines that are replayed. */
export interface TaskMessage {
  object: LogObject;
  from?: number;
  only?: readonly number[];
  again?: number;
}

interface Notification {
  Event?: string;
  Records?: readonly {
    eventSource?: string;
    eventName?: string;
    s3?: { bucket?: { name?: string }; object?: { key?: string; versionId?: string; eTag?: string } };
  }[];
}

/**
 * The objects that a message of the queue is about: notifications of S3 (Amazon S3 guide, "Event message structure"), one or several in
 * a message, or a task of this pipeline. None for a test event and for what is no new object. Throws for anything else: after some
 * deliveries the message is in the dead-letter queue.
 */
export function tasksIn(body: string): Task[] {
  const message = JSON.parse(body) as Notification & Partial<TaskMessage>;
  if (message.Event === 's3:TestEvent') return [];
  if (message.object !== undefined) {
    const { object, from = 1, only, again } = message as TaskMessage;
    if (typeof object.bucket !== 'string' || typeof object.key !== 'string')
      throw new Error('The message names no object');
    return [{ object, from, ...(only ? { only } : {}), ...(again ? { again } : {}) }];
  }
  if (!Array.isArray(message.Records)) throw new Error('The message is no notification of S3');
  return message.Records.filter(({ eventName }) => /^(s3:)?ObjectCreated:/.test(eventName ?? '')).map(({ s3 }) => {
    const [bucket, key] = [s3?.bucket?.name, s3?.object?.key];
    if (!bucket || !key) throw new Error('The notification names no object');
    const { versionId, eTag } = s3!.object!;
    return {
      object: { bucket, key: decoded(key), ...(versionId ? { versionId } : {}), ...(eTag ? { eTag } : {}) },
      from: 1,
    };
  });
}

/** Keys are encoded as in a form: a space is a +. */
const decoded = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));
