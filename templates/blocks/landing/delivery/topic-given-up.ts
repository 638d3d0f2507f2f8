import type { KafkaEvent } from '../processors/landing/kafka-record.ts';
import type { ParkedFromTopic } from './parked-from-topic.ts';
import type { Shape } from './parked-records.ts';

/** Batches that Lambda gave up on: the whole event (Lambda developer guide, "Capturing discarded batches for Amazon MSK"). */
export const topicGivenUp: Shape<ParkedFromTopic> = {
  prefix: 'aws/lambda/',
  records: (body) => {
    const { requestContext, payload } = JSON.parse(body) as { requestContext: { condition: string }; payload: string };
    const { records } = JSON.parse(payload) as KafkaEvent;
    return Object.values(records).flatMap((list) =>
      list.map((record) => ({ record, reason: requestContext.condition })),
    );
  },
};
