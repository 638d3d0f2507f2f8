import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { transformBatch, type TransformAnswer, type TransformEvent } from '../lib/firehose-transform.ts';
import { Reasons } from '../lib/reasons.ts';
import { historyRow } from './history-row.ts';
import { historyMetrics } from './metrics.ts';

const logger = new Logger();
const metrics = new Metrics();

/** Firehose batch of changes of the table -> rows of their history. Neither items nor keys are logged. */
export const handler = async (event: TransformEvent, context: Context): Promise<TransformAnswer> => {
  logger.addContext(context);
  const reasons = new Reasons();
  const { answer, counts } = transformBatch(event, historyRow, reasons);
  for (const name of Object.keys(counts) as (keyof typeof counts)[])
    metrics.addMetric(historyMetrics[name], MetricUnit.Count, counts[name]);
  metrics.publishStoredMetrics();
  for (const reason of reasons.most()) logger.warn('changes not transformed', { ...reason });
  logger.info('batch done', { records: event.records.length, ...counts });
  return answer;
};
