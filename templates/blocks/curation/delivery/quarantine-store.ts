import { output, type FailureStore, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { rawContent, topicEvent, type TopicEvent } from './accepted-event.ts';
import { curate } from './curate.ts';
import { lakeBucketOutput, rowsOf } from './raw-sink.ts';

type Row = ReturnType<typeof rowsOf>[number];

/**
 * Rows that break a rule of the curation, with their reasons. A row stands for its event while it has the whole line. The way back is to
 * curate its hour again, after a rule has changed.
 */
export function quarantineStore(place: Place, sinks: readonly string[]): FailureStore<TopicEvent> {
  const bucket = () => place.find('bucket', output(place.outputs, lakeBucketOutput));
  return {
    sinks,
    objects: () =>
      bucket()
        .contents('quarantine/')
        .map(({ key, body, storedAt }) => ({
          key,
          kind: 'quarantined',
          at: new Date(storedAt),
          events: rowsOf(body).flatMap((row) => {
            const event = eventOf(place, row);
            return event ? [{ event, reason: String(row['reasons']) }] : [];
          }),
        })),
    giveBack: async (key) => {
      const hour = /\/hour=([\d-]+)\//.exec(key)?.[1];
      if (hour !== undefined) await curate(place, { '--from_hour': hour });
    },
  };
}

/** The record that a row is of; undefined where it says something else than the row, or no reason. */
function eventOf({ find }: Place, row: Row): TopicEvent | undefined {
  const { kafka_partition: partition, kafka_offset: offset, kafka_timestamp: timestamp, line, reasons } = row;
  if (typeof partition !== 'number' || typeof offset !== 'number' || !reasons) return undefined;
  const [record] = find('kafkaTopic').read(partition, offset, 1);
  if (record?.offset !== offset) return undefined;
  const event = topicEvent(record);
  return event.content === rawContent(Number(timestamp), String(line)) ? event : undefined;
}
