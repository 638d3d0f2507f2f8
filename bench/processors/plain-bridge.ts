// A plain handler: it groups events by key and puts them into the stream, 500 records a call. No check, no order, no look at the answer.
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';

interface TopicRecord {
  topic: string;
  partition: number;
  offset: number;
  timestamp: number;
  key: string;
  value: string;
}
interface TopicEvent {
  records: Record<string, TopicRecord[]>;
}

const kinesis = new KinesisClient();
const StreamName = process.env['STREAM_NAME']!;

const handlerOf =
  (lineOf: (record: TopicRecord) => string) =>
  async ({ records }: TopicEvent): Promise<void> => {
    const groups = new Map<string, string[]>();
    for (const record of Object.values(records).flat()) {
      const key = Buffer.from(record.key, 'base64').toString();
      const group = groups.get(key) ?? [];
      group.push(lineOf(record));
      groups.set(key, group);
    }
    const all = [...groups].map(([PartitionKey, lines]) => ({ PartitionKey, Data: Buffer.from(lines.join('')) }));
    for (let at = 0; at < all.length; at += 500)
      await kinesis.send(new PutRecordsCommand({ StreamName, Records: all.slice(at, at + 500) }));
  };

/** Reads each value, and writes it again with its place in the topic. */
export const handler = handlerOf(({ topic, partition, offset, timestamp, value }) => {
  const event = JSON.parse(Buffer.from(value, 'base64').toString()) as object;
  return `${JSON.stringify({ ...event, topic, partition, offset, timestamp })}\n`;
});

/** Does not even read the values. */
export const unread = handlerOf(({ topic, partition, offset, timestamp, value }) => {
  const event = Buffer.from(value, 'base64').toString();
  return `{"topic":"${topic}","partition":${partition},"offset":${offset},"timestamp":${timestamp},"event":${event}}\n`;
});
