import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Handler } from 'aws-lambda';
import { awsReason } from '../lib/aws-reason.ts';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { Reasons } from '../lib/reasons.ts';
import { setting } from '../lib/settings.ts';
import { DeliveryWriter } from './delivery-writer.ts';
import type { KafkaBatchResponse, KafkaEvent } from './kafka-record.ts';
import { Landing } from './landing.ts';
import { landingMetrics, landingTimes } from './metrics.ts';
import { ParkedRecords } from './parked-records.ts';

const logger = new Logger();
const metrics = new Metrics();
const s3 = new S3Client();
// the writer repeats what was refused, in the time that is left
const firehose = new FirehoseClient({ maxAttempts: 1 });
const delivery = setting('DELIVERY_STREAM_NAME');
const failures = setting('REJECT_BUCKET');

/** The writer tries again: why Firehose refuses is known here alone. */
const sayRefused = (reason: string, records: number): void =>
  logger.warn('firehose refuses records', { reason, records });

const writer = new DeliveryWriter(
  async (records, abortSignal) => {
    const Records = records.map(({ text }) => ({ Data: Buffer.from(text) }));
    try {
      const answer = await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: delivery, Records }), {
        abortSignal,
      });
      // what Firehose did not take has no id
      const refused = records.flatMap((_, at) => (answer.RequestResponses?.[at]?.RecordId === undefined ? [at] : []));
      if (refused.length > 0)
        sayRefused(answer.RequestResponses?.[refused[0]!]?.ErrorCode ?? 'no reason', refused.length);
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

const landing = new Landing({ writer, parked, clock: systemClock });

/** Batch of a Kafka topic -> Firehose. Reports every record that has to come again. Logs reasons, and no values. */
export const handler: Handler<KafkaEvent, KafkaBatchResponse> = async (event, context) => {
  logger.addContext(context);
  const reasons = new Reasons();
  const { response, counts, lags } = await landing.land(event, deadlineOf(context, margins.toParkAndAnswer), reasons);
  for (const [name, count] of Object.entries(counts))
    metrics.addMetric(landingMetrics[name as keyof typeof counts], MetricUnit.Count, count);
  for (const lag of lags) metrics.addMetric(landingTimes.lag, MetricUnit.Milliseconds, lag);
  metrics.publishStoredMetrics();
  for (const reason of reasons.most()) logger.warn('not landed', { ...reason });
  logger.info('batch done', counts);
  return response;
};
