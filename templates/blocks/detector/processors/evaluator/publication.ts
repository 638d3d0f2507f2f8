import type { PublishCommandInput } from '@aws-sdk/client-sns';
import type { AlertMessage } from '../lib/detector/alert-text.ts';

/** What SNS is asked to publish. Subscribers filter by the attributes, and know by the id what they have had before. */
export const publication = (topic: string, { subject, text, json, attributes }: AlertMessage): PublishCommandInput => ({
  TopicArn: topic,
  Subject: subject,
  MessageStructure: 'json',
  // SNS API reference, Publish: a text for each protocol, and one for all others
  Message: JSON.stringify({ default: json, email: text }),
  MessageAttributes: Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }] as const),
  ),
});
