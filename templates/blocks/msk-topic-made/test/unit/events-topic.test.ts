import { describe, expect, it } from '@jest/globals';
import type { Brokers } from '../../processors/lib/kafka/brokers.ts';
import { KafkaError } from '../../processors/lib/kafka/kafka-error.ts';
import { WireReader } from '../../processors/lib/kafka/wire/wire-reader.ts';
import { WireWriter } from '../../processors/lib/kafka/wire/wire-writer.ts';
import { ensureTopic } from '../../processors/events-topic/topic-maker.ts';
import { topicIn } from '../../processors/events-topic/wanted-topic.ts';

const topic = topicIn({ TopicName: 'events', Partitions: '6', Settings: { 'retention.ms': '86400000' } });
const [createTopics, none, unknownTopic, denied, alreadyExists, notController, invalidConfig] = [
  19, 0, 3, 29, 36, 41, 40,
];

/** Two brokers, of which the second makes topics. `partitions`: of the topic, where it is there; `codes`: of the answers that make it. */
function brokersWith({ partitions, codes }: { partitions?: number; codes: readonly number[] }) {
  const asked: (string | undefined)[] = [];
  const left = [...codes];
  const brokers: Pick<Brokers, 'ask'> = {
    ask: async (address, { api }, take) => {
      if (api !== createTopics) return take(new WireReader(found(partitions)));
      asked.push(address);
      const code = left.shift();
      if (code === undefined) throw new KafkaError('unavailable', 'connection: closed');
      return take(new WireReader(created(code)));
    },
  };
  return { brokers, asked };
}

function found(partitions: number | undefined): Buffer {
  const answer = new WireWriter().int32(0);
  answer.array([1, 2], (node) => answer.int32(node).text(`b-${node}`).int32(9098).nullText());
  answer.nullText().int32(2);
  answer.array(['events'], (name) => {
    answer
      .int16(partitions === undefined ? unknownTopic : none)
      .text(name)
      .int8(0);
    const all = Array.from({ length: partitions ?? 0 }, (_, at) => at);
    answer.array(all, (at) => answer.int16(0).int32(at).int32(1).int32(0).int32(0));
  });
  return answer.done();
}

function created(code: number): Buffer {
  const answer = new WireWriter().int32(0);
  return answer.array(['events'], (name) => answer.text(name).int16(code).text('as the broker says')).done();
}

/** A second is left for each try. */
async function outcomeOf(brokers: Pick<Brokers, 'ask'>, tries: number) {
  let left = tries * 1_000 + 500;
  const clock = {
    now: () => 0,
    sleep: async (milliseconds: number) => void (left -= milliseconds),
    timeout: () => new AbortController().signal,
  };
  return ensureTopic(topic, brokers, clock, { remaining: () => left });
}

describe('the topic', () => {
  it('is made by the broker that makes topics', async () => {
    const { brokers, asked } = brokersWith({ codes: [none] });
    expect(await outcomeOf(brokers, 1)).toBe('made');
    expect(asked).toEqual(['b-2:9098']);
  });

  it.each([6, 12])('stays as it is where it is there, with %s partitions', async (partitions) => {
    const { brokers, asked } = brokersWith({ partitions, codes: [] });
    expect(await outcomeOf(brokers, 1)).toBe('there');
    expect(asked).toEqual([]);
  });

  it('is there where somebody else was faster', async () => {
    const { brokers } = brokersWith({ codes: [alreadyExists] });
    expect(await outcomeOf(brokers, 1)).toBe('there');
  });

  it('fails the deployment where it has fewer partitions than the project wants', async () => {
    const { brokers } = brokersWith({ partitions: 3, codes: [] });
    await expect(outcomeOf(brokers, 5)).rejects.toThrow('the topic events has 3 partitions');
  });

  it.each([denied, notController])('is asked for again after the code %s, until the time is over', async (code) => {
    const { brokers, asked } = brokersWith({ codes: [code, none] });
    expect(await outcomeOf(brokers, 2)).toBe('made');
    expect(asked).toHaveLength(2);
    await expect(outcomeOf(brokersWith({ codes: [code, code, none] }).brokers, 1)).rejects.toThrow('making the topic');
  });

  it('is asked for once where the broker will never take it', async () => {
    const { brokers, asked } = brokersWith({ codes: [invalidConfig, none] });
    await expect(outcomeOf(brokers, 5)).rejects.toThrow('INVALID_CONFIG, as the broker says');
    expect(asked).toHaveLength(1);
  });
});
