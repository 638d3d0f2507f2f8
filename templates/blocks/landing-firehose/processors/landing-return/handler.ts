import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { functionProducer } from '../lib/kafka/function-producer.ts';
import { returnRecords, type ReturnAnswer, type ReturnRequest } from './return-records.ts';

const logger = new Logger();
const producer = functionProducer();

/** `npm run replay` -> topic. Says which values are not there. */
export const handler = async (request: ReturnRequest, context: Context): Promise<ReturnAnswer> => {
  logger.addContext(context);
  const answer = await returnRecords(request, producer, systemClock.now(), deadlineOf(context, margins.toAnswer));
  logger.info('returned', { records: request.values.length, left: answer.left.length, reason: answer.reason });
  return answer;
};
