import type { KinesisStreamRecord } from 'aws-lambda';

/** Noon of a Wednesday, in milliseconds. */
export const noon = Date.UTC(2026, 0, 14, 12);
export const minute = 60_000;

export interface SampleEvent {
  time?: number | string;
  source?: string;
  client?: string;
  path?: string;
  status?: number;
  bytes?: number;
}

export const line = (event: SampleEvent): string =>
  JSON.stringify({
    time: noon,
    source: 'alb',
    client: '192.0.2.1',
    method: 'GET',
    path: '/orders/1',
    status: 200,
    bytes: 100,
    latency: 0.01,
    userAgent: 'curl/8',
    id: 'bucket/key#1',
    extra: {},
    ...event,
  });

/** A record of a shard: its lines, its place, and when it arrived in milliseconds. */
export function record(
  lines: readonly string[],
  sequence: number | string,
  { shard = 'shardId-000000000000', arrived = noon + minute }: { shard?: string; arrived?: number } = {},
): KinesisStreamRecord {
  return {
    eventID: `${shard}:${sequence}`,
    eventName: 'aws:kinesis:record',
    eventSource: 'aws:kinesis',
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/events',
    eventVersion: '1.0',
    awsRegion: 'eu-west-1',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/detector',
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: 'p',
      sequenceNumber: String(sequence),
      approximateArrivalTimestamp: arrived / 1000,
      data: Buffer.from(lines.join('\n')).toString('base64'),
    },
  };
}
