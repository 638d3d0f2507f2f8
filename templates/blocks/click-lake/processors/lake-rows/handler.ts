import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import type { TransformAnswer, TransformEvent } from '../lib/firehose-transform.ts';
import { Reasons } from '../lib/reasons.ts';
import { rowsOfBatch } from './batch.ts';
import { lakeRowsMetrics } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();

/** Firehose batch of lines of the stream -> rows of the lake, each with its day. Logs counts and reasons, and no values. */
export const handler = async (event: TransformEvent, context: Context): Promise<TransformAnswer> => {
  logger.addContext(context);
  const reasons = new Reasons();
  const { answer, counts } = rowsOfBatch(event, reasons, Date.now());
  for (const [name, count] of Object.entries(counts))
    metrics.addMetric(lakeRowsMetrics[name as keyof typeof counts], MetricUnit.Count, count);
  metrics.publishStoredMetrics();
  for (const reason of reasons.most()) logger.warn('no row', { ...reason });
  logger.info('batch done', { records: event.records.length, ...counts });
  return answer;
};
