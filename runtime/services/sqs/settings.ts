import type { Resource } from '../../contracts/template.ts';

export interface RedriveSettings {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** A queue as the template has it. Milliseconds and bytes. */
export interface QueueSettings {
  readonly visibilityTimeout: number;
  readonly retention: number;
  readonly delay: number;
  readonly messageSize: number;
  readonly wait: number;
  readonly redrive: RedriveSettings | undefined;
  readonly encrypted: boolean;
}

/** Recorded on AWS: `test_set_queue_attributes_default_values`. */
const defaults = {
  VisibilityTimeout: 30,
  MessageRetentionPeriod: 345_600,
  DelaySeconds: 0,
  MaximumMessageSize: 1_048_576,
  ReceiveMessageWaitTimeSeconds: 0,
} as const;

/** Throws for a FIFO queue, and for a redrive policy that names no queue. */
export function settingsOf({ id, properties }: Resource): QueueSettings {
  if (String(properties['FifoQueue'] ?? 'false') === 'true')
    throw new Error(`No local engine for ${id}: FIFO queues are not modelled by the local runtime.`);
  const value = (name: keyof typeof defaults): number => Number(properties[name] ?? defaults[name]);
  return {
    visibilityTimeout: value('VisibilityTimeout') * 1000,
    retention: value('MessageRetentionPeriod') * 1000,
    delay: value('DelaySeconds') * 1000,
    messageSize: value('MaximumMessageSize'),
    wait: value('ReceiveMessageWaitTimeSeconds') * 1000,
    redrive: redriveOf(id, properties['RedrivePolicy']),
    encrypted: properties['SqsManagedSseEnabled'] !== false && properties['KmsMasterKeyId'] === undefined,
  };
}

function redriveOf(id: string, given: unknown): RedriveSettings | undefined {
  if (given === undefined) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = (
    typeof given === 'string' ? JSON.parse(given) : given
  ) as Partial<RedriveSettings>;
  if (deadLetterTargetArn === undefined || maxReceiveCount === undefined)
    throw new Error(`${id}: RedrivePolicy needs deadLetterTargetArn and maxReceiveCount.`);
  return { deadLetterTargetArn, maxReceiveCount: Number(maxReceiveCount) };
}

/** What GetQueueAttributes answers: all values are texts. */
export function attributesOf(
  settings: QueueSettings,
  { arn, policy, createdAt }: { readonly arn: string; readonly policy: unknown; readonly createdAt: number },
): Record<string, string> {
  const { redrive } = settings;
  const seconds = (milliseconds: number): string => String(milliseconds / 1000);
  const created = String(Math.floor(createdAt / 1000));
  return {
    QueueArn: arn,
    CreatedTimestamp: created,
    LastModifiedTimestamp: created,
    VisibilityTimeout: seconds(settings.visibilityTimeout),
    MaximumMessageSize: String(settings.messageSize),
    MessageRetentionPeriod: seconds(settings.retention),
    DelaySeconds: seconds(settings.delay),
    ReceiveMessageWaitTimeSeconds: seconds(settings.wait),
    SqsManagedSseEnabled: String(settings.encrypted),
    ...(policy === undefined ? {} : { Policy: JSON.stringify(policy) }),
    ...(redrive === undefined ? {} : { RedrivePolicy: JSON.stringify(redrive) }),
  };
}
