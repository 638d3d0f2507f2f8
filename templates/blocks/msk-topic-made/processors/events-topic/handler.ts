import { Logger } from '@aws-lambda-powertools/logger';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { systemClock } from '../lib/clock.ts';
import { respond } from '../lib/custom-resource.ts';
import { deadlineOf, margins } from '../lib/deadline.ts';
import { functionBrokers } from '../lib/kafka/function-brokers.ts';
import { ensureTopic } from './topic-maker.ts';
import { topicIn } from './wanted-topic.ts';

const logger = new Logger();
const brokers = functionBrokers();

/** Runs in a deployment: makes the topic where it is not there. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const topic = topicIn(event.ResourceProperties);
  const step = {
    id: topic.name,
    run: async () => {
      // its events are worth more than a stack
      if (event.RequestType === 'Delete') return;
      const outcome = await ensureTopic(topic, brokers, systemClock, deadlineOf(context, margins.toAnswer));
      logger.info('topic', { topic: topic.name, outcome });
    },
  };
  return respond(event, step, { fetch, logger });
};
