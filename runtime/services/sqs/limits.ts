import type { QueueOptions } from './types.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** SQS guide, sqs-visibility-timeout: 12 hours from the time that the message was received. */
export const longestVisibility = 12 * 60 * minute;

/** SQS API reference, SetQueueAttributes: what each attribute may be. */
export function checkOptions({ arn, visibilityTimeout, retention, delay, messageSize, redrive }: QueueOptions): void {
  if (!/^arn:aws[\w-]*:sqs:[\w-]+:\d{12}:[\w-]{1,80}$/.test(arn))
    throw new Error(`"${arn}" is not the ARN of a standard queue (arn:aws:sqs:REGION:ACCOUNT:NAME).`);
  const between = (what: string, value: number, least: number, most: number): void => {
    if (!(value >= least && value <= most))
      throw new RangeError(`${what} of a queue is ${least} to ${most}, not ${value}.`);
  };
  between('VisibilityTimeout (seconds)', visibilityTimeout / 1000, 0, longestVisibility / 1000);
  between('MessageRetentionPeriod (seconds)', retention / 1000, minute / 1000, (14 * day) / 1000);
  between('DelaySeconds', delay / 1000, 0, (15 * minute) / 1000);
  between('MaximumMessageSize (bytes)', messageSize, 1024, 1024 * 1024);
  if (redrive !== 'none') between('maxReceiveCount', redrive.maxReceiveCount, 1, 1000);
}
