import { digest } from '../../kernel/identity.ts';
import type { Topic, TopicMessage } from './types.ts';

/** What a queue gets that has no raw delivery (recorded on AWS: `test_publish_sqs_from_sns`). Nobody can check the signature. */
export function envelopeOf(
  { subject, attributes = {} }: TopicMessage,
  {
    text,
    id,
    at,
    topic,
    subscriptionArn,
  }: {
    readonly text: string;
    readonly id: string;
    readonly at: number;
    readonly topic: Pick<Topic, 'arn'>;
    readonly subscriptionArn: string;
  },
): string {
  const address = `https://sns.${topic.arn.split(':')[3]}.amazonaws.com`;
  const all = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    { Type: DataType, Value: StringValue ?? Buffer.from(BinaryValue ?? []).toString('base64') },
  ]);
  return JSON.stringify({
    Type: 'Notification',
    MessageId: id,
    TopicArn: topic.arn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: text,
    Timestamp: new Date(at).toISOString(),
    SignatureVersion: '1',
    Signature: Buffer.from(digest(`${id}|${text}`)).toString('base64'),
    SigningCertURL: `${address}/SimpleNotificationService-local.pem`,
    UnsubscribeURL: `${address}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    ...(all.length === 0 ? {} : { MessageAttributes: Object.fromEntries(all) as object }),
  });
}
