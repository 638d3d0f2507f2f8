import { expect, it } from '@jest/globals';
import { createClock, createFaults, createTopic } from '../../runtime/door.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:alerts';

it('takes a message that its subscribers do not get', async () => {
  const clock = createClock(0);
  const rules = { 'topic.delivery-failed': { rate: 1, sightings: Infinity } };
  const faults = createFaults({ seed: 1, clock, rules, outages: [] });
  const topic = createTopic({ arn, mailTo: ['a@example.com'], clock, faults });
  await clock.run(topic.publish({ message: 'text' }));
  expect(topic.outbox()).toEqual([]);
});
