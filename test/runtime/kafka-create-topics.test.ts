import { expect, it } from '@jest/globals';
import type { ExistingTopic } from '../../runtime/contracts/local-stack.ts';
import { createTopics } from '../../runtime/services/kafka/wire/create-topics.ts';
import { WireReader } from '../../runtime/services/kafka/wire/reader.ts';
import { WireWriter } from '../../runtime/services/kafka/wire/writer.ts';

const [none, unauthorized, alreadyExists, invalidPartitions] = [0, 29, 36, 37];

/** What a broker answers to a client that may make the topics `events` and `clicks`, where `clicks` is there, and what it makes. */
function asked(name: string, { partitions = 3, isTrial = false } = {}) {
  const request = new WireWriter();
  request.array([name], () => {
    request
      .text(name)
      .int32(partitions)
      .int16(-1)
      .array([], () => undefined);
    request.array([['retention.ms', '7200000'] as const], ([setting, value]) => request.text(setting).text(value));
  });
  request.int32(1_000).int8(Number(isTrial));
  const made: ExistingTopic[] = [];
  const response = createTopics(new WireReader(request.framed().subarray(4)), new WireWriter(), {
    client: {
      lifetime: 1,
      may: (action, topic) => action === 'CreateTopic' && topic !== 'other',
      wrote: () => undefined,
    },
    topics: new Map([['clicks', undefined as never]]),
    create: (topic) => void made.push(topic),
  });
  const answer = new WireReader(response.framed().subarray(4));
  answer.int32();
  const codes = answer.array(() => [answer.text(), answer.int16(), answer.nullableText()]);
  expect(answer.left).toBe(0);
  return { codes, made };
}

it('makes a topic with its partitions and its retention', () => {
  expect(asked('events')).toEqual({
    codes: [['events', none, null]],
    made: [{ name: 'events', partitions: 3, retentionHours: 2 }],
  });
});

it('makes nothing on trial', () => {
  expect(asked('events', { isTrial: true })).toEqual({ codes: [['events', none, null]], made: [] });
});

it.each([
  ['a topic that is there', 'clicks', {}, alreadyExists],
  ['a client that may not', 'other', {}, unauthorized],
  ['a topic without partitions', 'events', { partitions: 0 }, invalidPartitions],
])('refuses %s', (_, name, given, code) => {
  expect(asked(name, given)).toEqual({ codes: [[name, code, null]], made: [] });
});
