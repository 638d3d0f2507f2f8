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
  expect(topic.published()).toMatchObject([{ message: 'text', text: 'text', delivered: 0, undelivered: 1 }]);
});

it('shows what it has taken, and how many got it', async () => {
  const clock = createClock(0);
  const faults = createFaults({ seed: 1, clock, rules: {}, outages: [] });
  const mailTo = ['a@example.com', 'b@example.com'];
  const topic = createTopic({ arn, mailTo, clock, faults });
  const silent = createTopic({ arn, mailTo: [], clock, faults });
  await clock.run(topic.publish({ message: '{}', subject: 'News', byProtocol: { email: 'for people' } }));
  await clock.run(silent.publish({ message: 'text' }));
  const { messageId } = topic.outbox()[0]!;
  expect(topic.published()).toEqual([
    {
      messageId,
      subject: 'News',
      text: 'for people',
      message: '{}',
      at: clock.now() - 20,
      delivered: 2,
      undelivered: 0,
    },
  ]);
  expect(silent.published()).toMatchObject([{ subject: undefined, delivered: 0, undelivered: 0 }]);
  expect([topic.subscribers(), silent.subscribers()]).toEqual([2, 0]);
});
