import type { Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { envelopeOf } from './envelope.ts';
import { filterOf } from './filter-policy.ts';
import type { Delivery, Subscriber } from './topic.ts';
import type { Topic } from './types.ts';

/** SNS guide, sns-large-payload-raw-message-delivery: a raw message with more attributes is dropped. */
const mostRawAttributes = 10;

/** A queue of the stack that is subscribed to a topic (SNS guide, sns-sqs-as-subscriber). */
export function queueSubscriber(
  { id, arn: subscriptionArn, component, properties }: Resource,
  topic: Topic,
  { find, permissions, graph, meter, error }: Host,
): Subscriber {
  const queueArn = String(properties['Endpoint']);
  if (!/^arn:[^:]+:sqs:[^:]+:\d{12}:[\w-]+$/.test(queueArn))
    throw new Error(`${id}: Invalid parameter: SQS endpoint ARN (${queueArn})`);
  const raw = String(properties['RawMessageDelivery']) === 'true';
  const redrive = properties['RedrivePolicy'] as { readonly deadLetterTargetArn?: string } | undefined;
  const where = component ?? id;

  const refusal = (arn: string): string | undefined => {
    if (!find('queue', arn)) return 'the queue does not exist';
    const verdict = permissions.serviceMay('sns.amazonaws.com', topic.arn, {
      action: 'sqs:SendMessage',
      resource: arn,
    });
    return verdict.allowed ? undefined : verdict.because;
  };
  const send = (arn: string, { message, text, id: messageId, at }: Delivery): void => {
    const common = { senderId: 'AIDASNSNOTIFICATIONS', groupId: message.groupId };
    const envelope = () => envelopeOf(message, { text, id: messageId, at, topic, subscriptionArn });
    const attributes = message.attributes ?? {};
    find('queue', arn)!.send(raw ? { ...common, body: text, attributes } : { ...common, body: envelope() });
    const target = graph.named(arn)?.component;
    const from = graph.named(topic.arn)?.component ?? where;
    if (target !== undefined && target !== from) meter.flow(from, target, 1);
  };
  return {
    protocol: 'sqs',
    filter: filterOf(properties['FilterPolicy'], properties['FilterPolicyScope']),
    deliver: (delivery) => {
      if (raw && Object.keys(delivery.message.attributes ?? {}).length > mostRawAttributes) return false;
      const because = refusal(queueArn);
      if (because === undefined) {
        send(queueArn, delivery);
        return true;
      }
      const dead = redrive?.deadLetterTargetArn;
      if (dead !== undefined && refusal(dead) === undefined) send(dead, delivery);
      else error(where, `A message of ${topic.name} is lost: SNS could not send it to ${queueArn}: ${because}`);
      return false;
    },
  };
}
