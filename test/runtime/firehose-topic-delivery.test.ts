import { describe, expect, it } from '@jest/globals';
import {
  createClock,
  createFaults,
  createKafkaTopic,
  createObjects,
  parquetRows,
  startTopicDelivery,
} from '../../runtime/door.ts';
import type { FaultRules } from '../../runtime/contracts/faults.ts';
import { lambda } from './firehose-world.ts';
import { start } from './world.ts';

const hour = 3_600_000;

interface FromTopic {
  recordId: string;
  kafkaRecordValue: string;
}
function upperCase({ recordId, kafkaRecordValue }: FromTopic) {
  const text = Buffer.from(kafkaRecordValue, 'base64').toString().toUpperCase();
  return { recordId, result: 'Ok', kafkaRecordValue: Buffer.from(JSON.stringify({ text })).toString('base64') };
}

/** A topic that is delivered into a bucket, in upper case, on virtual time. */
function delivered(rules: FaultRules = {}, outages: Parameters<typeof createFaults>[0]['outages'] = []) {
  const clock = createClock(start);
  const faults = createFaults({ seed: 1, clock, rules, outages });
  const services = { clock, faults };
  const topic = createKafkaTopic({ ...services, name: 'events', partitions: 2, retention: 2 * hour });
  const bucket = createObjects(services);
  topic.append({ value: 'before', partition: 0 });
  const delivery = startTopicDelivery({
    ...services,
    name: 'raw',
    topic,
    bucket,
    configuration: { BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 }, ...lambda() },
    columns: [{ Name: 'text', Type: 'string' }],
    handler: async (event) => ({ records: (event as { records: FromTopic[] }).records.map(upperCase) }),
  });
  const texts = () =>
    bucket
      .contents('')
      .map(({ body }) =>
        parquetRows(body)
          .map(({ text }) => text)
          .join(''),
      )
      .toSorted();
  return { clock, topic, delivery, texts };
}

describe('a topic that Firehose reads, outside of a stack', () => {
  it('is delivered from its oldest record on, each partition for itself', async () => {
    const { clock, topic, delivery, texts } = delivered();
    topic.append({ value: '-after', partition: 0 });
    topic.append({ value: 'other', partition: 1 });
    await clock.run(delivery.idle());
    expect(texts()).toEqual(['BEFORE-AFTER', 'OTHER']);
    expect(delivery.lost()).toBe(0);
  });

  it('waits while Firehose does not read it', async () => {
    const outage = { point: 'delivery.source-unread', from: start, to: start + hour };
    const { clock, delivery, texts } = delivered({}, [outage]);
    await clock.advance(hour / 2);
    expect(texts()).toEqual([]);
    await clock.run(delivery.idle());
    expect(texts()).toEqual(['BEFORE']);
  });

  it('forgets what nobody reads within its retention, and that is counted as lost', async () => {
    const outage = { point: 'kafka.broker-away', from: start, to: start + 3 * hour };
    const { clock, delivery, texts } = delivered({}, [outage]);
    await clock.run(delivery.idle());
    expect([texts(), delivery.lost()]).toEqual([[], 1]);
  });
});
