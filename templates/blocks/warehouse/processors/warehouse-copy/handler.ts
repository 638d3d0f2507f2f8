import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { transformBatch, type TransformAnswer, type TransformEvent } from '../lib/firehose-transform.ts';
import { Reasons } from '../lib/reasons.ts';
import { copyRow } from './copy-row.ts';
import { copyMetrics } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();

/** Firehose batch of records of the stream -> rows for COPY. Nothing of what is in a record is logged. */
export const handler = async (event: TransformEvent, context: Context): Promise<TransformAnswer> => {
  logger.addContext(context);
  const reasons = new Reasons();
  const { answer, counts } = transformBatch(event, (data, { kinesisRecordMetadata: at }) => copyRow(data, at), reasons);
  for (const name of Object.keys(counts) as (keyof typeof counts)[])
    metrics.addMetric(copyMetrics[name], MetricUnit.Count, counts[name]);
  metrics.publishStoredMetrics();
  for (const reason of reasons.most()) logger.warn('records not made rows', { ...reason });
  logger.info('batch done', { records: event.records.length, ...counts });
  return answer;
};
