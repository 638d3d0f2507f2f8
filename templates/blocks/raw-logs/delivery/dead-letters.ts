import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  output,
  Unreadable,
  type OpenFailureStore,
  type OpenStage,
  type ParkedKey,
  type ParkedRecord,
} from '../.stream-pipeline/toolkit/toolkit.cjs';

/** A message that was given up, whole. */
export interface DeadLetter extends ParkedRecord {
  body: string;
}

/** Seconds for which messages are hidden while a replay looks for all of them. */
const hidden = 60;

interface Seen {
  key: ParkedKey;
  handle: string;
  body: string;
}

/**
 * The messages of the dead-letter queue of a stage, and their way back into the queue that they came from. `about` says what a message
 * is about.
 */
export function deadLetters(
  { client, outputs }: OpenStage,
  about: (body: string) => string,
): OpenFailureStore<DeadLetter> {
  const [QueueUrl, source] = [output(outputs, 'DeadLetterQueueUrl'), output(outputs, 'IngestQueueUrl')];
  const sqs = new SQSClient(client);
  const seen = new Map<string, Seen>();
  const receive = async (): Promise<Seen[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hidden,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    return Messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
      key: { key: MessageId!, at: new Date(Number(Attributes?.SentTimestamp ?? 0)) },
      handle: ReceiptHandle!,
      body: Body ?? '',
    }));
  };
  /** One that is not hidden any more is refused, which is right. */
  const show = async (messages: readonly Seen[]): Promise<void> => {
    for (let at = 0; at < messages.length; at += 10) {
      const Entries = messages
        .slice(at, at + 10)
        .map(({ handle }, nth) => ({ Id: String(nth), ReceiptHandle: handle, VisibilityTimeout: 0 }));
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    }
  };
  return {
    objects: {
      async *keys() {
        for (let page = await receive(); page.length > 0; page = await receive())
          for (const message of page) {
            const known = seen.has(message.key.key);
            seen.set(message.key.key, message);
            if (!known) yield message.key;
          }
        // the next replay sees them at once: after a list, somebody runs it
        await show([...seen.values()]);
      },
      read: async ({ key, at }) => {
        const message = seen.get(key);
        if (!message) throw new Unreadable(`${key}: the message is gone`);
        const reason = `ingest failed too often on ${about(message.body)}`;
        return { key, at, version: message.handle, records: [{ reason, body: message.body }] };
      },
      remove: async ({ key, version }) => {
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: version }));
        return seen.delete(key);
      },
    },
    wayBack: {
      to: 'the queue of log objects',
      most: { records: 10, bytes: 1_000_000 },
      bytesOf: ({ body }) => Buffer.byteLength(body),
      put: async (records) => {
        const left: DeadLetter[] = [];
        for (const record of records)
          await sqs
            .send(new SendMessageCommand({ QueueUrl: source, MessageBody: record.body }))
            .catch(() => left.push(record));
        return left;
      },
    },
    // the lake may hold a line twice
    holdsBack: () => undefined,
  };
}
