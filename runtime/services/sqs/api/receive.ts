import type { Clock } from '../../../contracts/clock.ts';
import { notModelled } from '../../../gateway/service-error.ts';
import { md5OfAttributes, md5OfBody } from '../message.ts';
import type { MessageAttributes, Queue, ReceivedMessage } from '../types.ts';
import { outOfRange } from './error.ts';
import { seconds, type Input, type Operation } from './request.ts';

const mostMessages = 10;
const longestWait = 20;
export const longestVisibility = 43_200;

export const receiveMessage: Operation = {
  parameters: [
    'QueueUrl',
    'AttributeNames',
    'MaxNumberOfMessages',
    'MessageAttributeNames',
    'MessageSystemAttributeNames',
    'VisibilityTimeout',
    'WaitTimeSeconds',
  ],
  async run(input, { queue, queues, wait }) {
    const most = input['MaxNumberOfMessages'] ?? 1;
    if (!Number.isInteger(most) || Number(most) < 1 || Number(most) > mostMessages)
      throw outOfRange('MaxNumberOfMessages', most, `Must be between 1 and ${mostMessages}, if provided.`);
    const visibility = seconds(input, 'VisibilityTimeout', longestVisibility);
    const waits = seconds(input, 'WaitTimeSeconds', longestWait) ?? wait;
    const messages = await received(queue, Number(most), visibility, waits, queues.clock);
    if (messages.length === 0) return {};
    return { Messages: messages.map((message) => messageOf(message, input)) };
  },
};

/** SQS guide, sqs-short-and-long-polling: it answers as soon as there is a message, or when the time is over. */
async function received(
  queue: Queue,
  most: number,
  visibility: number | undefined,
  wait: number,
  clock: Clock,
): Promise<readonly ReceivedMessage[]> {
  const until = clock.now() + wait;
  for (;;) {
    const messages = queue.receive(most, visibility);
    const left = until - clock.now();
    if (messages.length > 0 || left <= 0) return messages;
    await changeWithin(queue, left, clock);
  }
}

function changeWithin(queue: Queue, wait: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      forget();
      resolve();
    };
    const cancel = clock.timer(wait, end);
    const forget = queue.onChange(end);
  });
}

function messageOf(message: ReceivedMessage, input: Input): object {
  const names = (parameter: string): readonly string[] => (input[parameter] ?? []) as string[];
  const attributes = chosen(message.attributes, names('MessageAttributeNames'));
  const system = systemAttributes(message, [...names('AttributeNames'), ...names('MessageSystemAttributeNames')]);
  const md5 = md5OfAttributes(attributes);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5OfBody(message.body),
    ...(Object.keys(system).length === 0 ? {} : { Attributes: system }),
    ...(md5 === undefined ? {} : { MessageAttributes: attributes, MD5OfMessageAttributes: md5 }),
  };
}

/** API reference, ReceiveMessage: `All`, `.*`, a name, or `prefix.*`. */
function chosen(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const asked = (name: string): boolean =>
    names.some(
      (each) => ['All', '*', '.*', name].includes(each) || (each.endsWith('.*') && name.startsWith(each.slice(0, -1))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => asked(name)));
}

function systemAttributes(message: ReceivedMessage, names: readonly string[]): Record<string, string> {
  const all: Record<string, string | undefined> = {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    AWSTraceHeader: message.traceHeader,
    MessageGroupId: message.groupId,
    DeadLetterQueueSourceArn: message.deadLetterSource,
  };
  const fifo = ['MessageDeduplicationId', 'SequenceNumber'];
  const strange = names.find((name) => name !== 'All' && !fifo.includes(name) && !Object.hasOwn(all, name));
  if (strange !== undefined) throw notModelled(`The message system attribute ${strange} of SQS`);
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]): [string, string][] =>
      value !== undefined && (names.includes('All') || names.includes(name)) ? [[name, value]] : [],
    ),
  );
}
