import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Handler } from 'aws-lambda';
import { awsReason } from '../lib/aws-reason.ts';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { Reasons } from '../lib/reasons.ts';
import { setting } from '../lib/settings.ts';
import { Bridge } from './bridge.ts';
import type { KafkaBatchResponse, KafkaEvent } from './kafka-record.ts';
import { bridgeMetrics, bridgeTimes } from './metrics.ts';
import { OrderedWriter } from '../lib/ordered-writer/ordered-writer.ts';
import { ParkedRecords } from './parked-records.ts';
import { saying } from './said.ts';

const logger = new Logger();
const metrics = new Metrics();
const s3 = new S3Client();
// the writer repeats what was refused, in the time that is left and in the order of each key
const kinesis = new KinesisClient({ maxAttempts: 1 });
const stream = setting('STREAM_NAME');
const failures = setting('REJECT_BUCKET');

/** The writer tries again: why the stream refuses is known here alone. */
const sayRefused = (reason: string, records: number): void =>
  logger.warn('stream refuses records', { reason, records });

const writer = new OrderedWriter(
  async (records, abortSignal) => {
    const Records = records.map(({ partitionKey, text }) => ({ PartitionKey: partitionKey, Data: Buffer.from(text) }));
    try {
      const answer = await kinesis.send(new PutRecordsCommand({ StreamName: stream, Records }), { abortSignal });
      // what the stream did not take has no number
      const refused = records.flatMap((_, at) => (answer.Records?.[at]?.SequenceNumber === undefined ? [at] : []));
      if (refused.length > 0) sayRefused(answer.Records?.[refused[0]!]?.ErrorCode ?? 'no reason', refused.length);
      return refused;
    } catch (error) {
      sayRefused(awsReason(error), records.length);
      throw error;
    }
  },
  systemClock,
  Math.random,
);

const parked = new ParkedRecords(async (Key, Body, abortSignal) => {
  await s3.send(new PutObjectCommand({ Bucket: failures, Key, Body }), { abortSignal });
}, setting('REJECT_PREFIX'));

/** Batch of a Kafka topic -> Kinesis. Reports every record that has to come again. Logs reasons, and no values. */
export const handler: Handler<KafkaEvent, KafkaBatchResponse> = async (event, context) => {
  logger.addContext(context);
  const reasons = new Reasons();
  const bridge = new Bridge({ writer, parked, clock: systemClock, saidOf: await saying() });
  const { response, counts, lags } = await bridge.bridge(event, deadlineOf(context, margins.toParkAndAnswer), reasons);
  for (const [name, count] of Object.entries(counts))
    metrics.addMetric(bridgeMetrics[name as keyof typeof counts], MetricUnit.Count, count);
  for (const lag of lags) metrics.addMetric(bridgeTimes.lag, MetricUnit.Milliseconds, lag);
  metrics.publishStoredMetrics();
  for (const reason of reasons.most()) logger.warn('not in the stream', { ...reason });
  logger.info('batch done', counts);
  return response;
};
