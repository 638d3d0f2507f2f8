import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { LocalStack } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Feeder, type Place, type Source } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { dynamodbItem } from '../processors/lib/dynamodb-item.ts';
import { sampleChanges, type SampleChange } from './sample-changes.ts';
import { keyOf } from './sample-items.ts';
import { readRecord, type TableRecord } from './table-record.ts';

const samples = {
  /**
   * Mostly new items: a later change of an item hides what became of its earlier ones. Some items still change more than once, and
   * some are wrong, so that they are parked.
   */
  check: { items: Infinity, fresh: 0.75, offContract: 0.07, wrong: 0.03, unreadable: 0.02 },
  /** Enough items for searches to find, and a few changes that are parked. */
  live: { items: 500, fresh: 0.3, offContract: 0.01, wrong: 0.004, unreadable: 0.002 },
  sound: { items: 500, fresh: 0.3, offContract: 0, wrong: 0, unreadable: 0 },
};

/** The table. A change is accepted once it is in the stream of changes. */
export const tableSource = (place: Place): Source<TableRecord, SampleChange> => ({
  samples: (seed, purpose) => sampleChanges({ seed, ...samples[purpose] }),
  lane: (change) => {
    if (change.kind === 'poison') return '';
    return JSON.stringify(change.kind === 'put' ? keyOf(change.item) : change.key);
  },
  feeder,
  onAccepted: (listener) => {
    const changes = place.find('stream', output(place.outputs, 'ChangeStreamName'));
    for (const { data } of changes.records()) listener(readRecord(data));
    changes.onPut(({ data }) => listener(readRecord(data)));
  },
});

/** Makes changes through the API of DynamoDB, where that has a call for them. */
function feeder(stack: LocalStack): Feeder<SampleChange> {
  const { environment, outputs, url } = stack;
  const TableName = output(outputs, 'TableName');
  const dynamodb = new DynamoDBClient({
    endpoint: url,
    region: environment['AWS_REGION']!,
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID']!,
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY']!,
    },
  });
  return {
    feed: async (change) => {
      if (change.kind === 'put')
        await dynamodb.send(new PutItemCommand({ TableName, Item: dynamodbItem(change.item) }));
      else if (change.kind === 'delete')
        await dynamodb.send(new DeleteItemCommand({ TableName, Key: dynamodbItem(change.key) }));
      else if (change.kind === 'expire') stack.find('table', TableName).expire(dynamodbItem(change.key) as never);
      else stack.find('stream', output(outputs, 'ChangeStreamName')).put('poison', change.text);
    },
    close: () => dynamodb.destroy(),
  };
}
