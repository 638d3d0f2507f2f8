import { md5OfAttributes, md5OfBody } from '../message.ts';
import type { ReceivedMessage, SqsEventRecord } from '../types.ts';

/** A message as a function gets it (Lambda guide, with-sqs, "Example standard queue message event"; recorded on AWS). */
export function eventRecord(message: ReceivedMessage, queueArn: string): SqsEventRecord {
  const { id, receiptHandle, body, attributes, senderId, sentAt, firstReceivedAt, receiveCount } = message;
  const { traceHeader, groupId, deadLetterSource } = message;
  const md5 = md5OfAttributes(attributes);
  return {
    messageId: id,
    receiptHandle,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      ...(traceHeader === undefined ? {} : { AWSTraceHeader: traceHeader }),
      SentTimestamp: String(sentAt),
      ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
      ...(deadLetterSource === undefined ? {} : { DeadLetterQueueSourceArn: deadLetterSource }),
      SenderId: senderId,
      ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue === undefined ? {} : { stringValue: StringValue }),
          ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    ...(md5 === undefined ? {} : { md5OfMessageAttributes: md5 }),
    md5OfBody: md5OfBody(body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3]!,
  };
}
