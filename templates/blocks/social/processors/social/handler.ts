import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { EventBridgeHandler } from 'aws-lambda';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { functionProducer } from '../lib/kafka/function-producer.ts';
import { Reasons } from '../lib/reasons.ts';
import { setting } from '../lib/settings.ts';
import { socialMetrics } from './metrics.ts';
import { writePosts } from './social.ts';

const minute = 60_000;

const logger = new Logger();
const metrics = new Metrics();
const producer = functionProducer();
const every = Number(setting('EVERY_MINUTES')) * minute;
const posts = Number(setting('POSTS'));

/** Every few minutes -> topic. Throws where events are not written: Lambda repeats the run, which then makes the same events. */
export const handler: EventBridgeHandler<'Scheduled Event', unknown, void> = async ({ time }, context) => {
  logger.addContext(context);
  const reasons = new Reasons();
  const runs = { due: Date.parse(time), every, posts };
  const counts = await writePosts(runs, producer, deadlineOf(context, margins.toAnswer), reasons);
  for (const [name, count] of Object.entries(counts))
    metrics.addMetric(socialMetrics[name as keyof typeof counts], MetricUnit.Count, count);
  metrics.publishStoredMetrics();
  for (const reason of reasons.most()) logger.warn('events of a run', { ...reason });
  if (counts.unwritten > 0) throw new Error(`${counts.unwritten} events are not in the topic`);
};
