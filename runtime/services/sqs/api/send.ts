import { blobOf } from '../../../gateway/protocols/rpc.ts';
import { notModelled, ServiceError } from '../../../gateway/service-error.ts';
import { digest } from '../../../kernel/identity.ts';
import { hasRefusedCharacter, md5OfAttributes, md5OfBody, sizeOf } from '../message.ts';
import type { MessageAttribute, MessageAttributes, NewMessage } from '../types.ts';
import { entriesOf, inBatch } from './batch.ts';
import { invalidValue, missing, outOfRange } from './error.ts';
import { seconds, text, type Input, type Operation, type OperationContext } from './request.ts';

/** SQS guide, quotas-messages: 1 MiB for a message, and for a batch together. */
const batchLimit = 1024 * 1024;
const longestDelay = 900;
const attributesLimit = 10;
const ofMessage = ['DelaySeconds', 'MessageAttributes', 'MessageBody', 'MessageGroupId', 'MessageSystemAttributes'];

export const sendMessage: Operation = {
  parameters: ['QueueUrl', ...ofMessage],
  sends: () => 1,
  run: (input, context) => sent(messageOf(input, context), context),
};

export const sendMessageBatch: Operation = {
  parameters: ['QueueUrl', 'Entries'],
  action: 'sqs:SendMessage',
  sends: ({ Entries }) => (Array.isArray(Entries) ? Entries.length : 0),
  run(input, context) {
    const entries = entriesOf(input);
    const bytes = entries.reduce((sum, entry) => sum + sizeOf(contentOf(entry)), 0);
    if (bytes > batchLimit)
      throw new ServiceError(
        'BatchRequestTooLong',
        400,
        `Batch requests cannot be longer than ${batchLimit} bytes. You have sent ${bytes} bytes.`,
      );
    return inBatch(entries, (entry) => {
      const message = messageOf(entry, context);
      if (sizeOf(message) > context.messageSize)
        throw invalidValue(
          `One or more parameters cannot be validated. Reason: Message must be shorter than ${context.messageSize} bytes.`,
        );
      return sent(message, context);
    });
  },
};

function sent(message: NewMessage, { queue, queues }: OperationContext): object {
  if (queues.faults.strike('queue.send-failed', digest(message.body)))
    throw new ServiceError(
      'ServiceUnavailable',
      503,
      'The request has failed due to a temporary failure of the server.',
    );
  const { id } = queue.send(message);
  const md5 = md5OfAttributes(message.attributes ?? {});
  return {
    MessageId: id,
    MD5OfMessageBody: md5OfBody(message.body),
    ...(md5 === undefined ? {} : { MD5OfMessageAttributes: md5 }),
    ...(message.traceHeader === undefined
      ? {}
      : { MD5OfMessageSystemAttributes: md5OfAttributes({ AWSTraceHeader: trace(message.traceHeader) }) }),
  };
}

const trace = (StringValue: string): MessageAttribute => ({ DataType: 'String', StringValue });

/** What counts as the size of a message, before anything else is looked at. */
function contentOf({ MessageBody, MessageAttributes }: Input): Pick<NewMessage, 'body' | 'attributes'> {
  return { body: typeof MessageBody === 'string' ? MessageBody : '', attributes: attributesOf(MessageAttributes) };
}

function messageOf(input: Input, { queues, caller }: OperationContext): NewMessage {
  const strange = Object.keys(input).find((name) => !['Id', 'QueueUrl', ...ofMessage].includes(name));
  if (strange !== undefined) throw notModelled(`The parameter ${strange} of a message of a standard queue`);
  const body = text(input, 'MessageBody');
  if (hasRefusedCharacter(body))
    throw new ServiceError('InvalidMessageContents', 400, 'The message contains characters outside the allowed set.');
  const attributes = attributesOf(input['MessageAttributes']);
  checkAttributes(attributes);
  return {
    body,
    attributes,
    senderId: queues.senderId(caller),
    traceHeader: traceHeaderOf(input['MessageSystemAttributes']),
    groupId: input['MessageGroupId'] as string | undefined,
    delay: seconds(input, 'DelaySeconds', longestDelay),
  };
}

function attributesOf(given: unknown): MessageAttributes {
  const entries = Object.entries((given ?? {}) as Record<string, Input>);
  return Object.fromEntries(
    entries.map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        DataType: String(DataType ?? ''),
        ...(StringValue === undefined ? {} : { StringValue: String(StringValue) }),
        ...(BinaryValue === undefined ? {} : { BinaryValue: blobOf(BinaryValue) }),
      },
    ]),
  );
}

/** SQS guide, sqs-message-metadata, "Message attribute components". */
function checkAttributes(attributes: MessageAttributes): void {
  const all = Object.entries(attributes);
  if (all.length > attributesLimit)
    throw invalidValue(
      `Number of message attributes [${all.length}] exceeds the allowed maximum [${attributesLimit}].`,
    );
  for (const [name, { DataType, StringValue, BinaryValue }] of all) {
    if (!/^(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/.test(name) || /^(aws|amazon)\./i.test(name))
      throw outOfRange('MessageAttributeName', name, 'Invalid attribute name.');
    const [type] = DataType.split('.');
    if (!['String', 'Number', 'Binary'].includes(type!))
      throw invalidValue(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    const value = type === 'Binary' ? BinaryValue : StringValue;
    if (value === undefined || value.length === 0)
      throw invalidValue(`Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`);
    if (type === 'Number' && !Number.isFinite(Number(value)))
      throw invalidValue(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
}

/** API reference, SendMessage: "the only supported message system attribute is AWSTraceHeader". */
function traceHeaderOf(given: unknown): string | undefined {
  const { AWSTraceHeader, ...others } = (given ?? {}) as Record<string, Input>;
  const [strange] = Object.keys(others);
  if (strange !== undefined) throw invalidValue(`Message system attribute name '${strange}' is invalid.`);
  if (AWSTraceHeader === undefined) return undefined;
  if (typeof AWSTraceHeader['StringValue'] === 'string') return AWSTraceHeader['StringValue'];
  throw missing('MessageSystemAttributes.AWSTraceHeader.StringValue');
}
