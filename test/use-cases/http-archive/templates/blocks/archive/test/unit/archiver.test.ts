import { expect, it } from '@jest/globals';
import type { KinesisStreamRecord } from 'aws-lambda';
import readingSamples from '../../contract/derived/reading-samples.json' with { type: 'json' };
import { Archiver } from '../../processors/archiver/archiver.ts';
import { layouts } from '../../processors/archiver/layouts.ts';
import { RejectStore } from '../../processors/lib/reject-store.ts';

const [sample] = readingSamples;
const recordOf = (nth: number, data: string): KinesisStreamRecord => ({
  kinesis: {
    kinesisSchemaVersion: '1.0',
    partitionKey: 'key',
    sequenceNumber: String(1000 + nth),
    data: Buffer.from(data).toString('base64'),
    approximateArrivalTimestamp: 1_700_000_000,
  },
  eventSource: 'aws:kinesis',
  eventVersion: '1.0',
  eventID: `shardId-000000000000:${1000 + nth}`,
  eventName: 'aws:kinesis:record',
  invokeIdentityArn: 'arn',
  awsRegion: 'eu-west-1',
  eventSourceARN: 'arn',
});
const reading = (kind: 'measurement' | 'heartbeat') => JSON.stringify({ ...sample, kind });

function world(fails: (key: string) => boolean = () => false) {
  const objects = new Map<string, string>();
  const put = async (key: string, body: string): Promise<void> => {
    if (fails(key)) throw new Error('SlowDown');
    objects.set(key, body);
  };
  return { objects, archiver: new Archiver(put, new RejectStore(put, 'rejected/archiver/')) };
}

it('writes a reading to every layout, once however often its batch comes', async () => {
  const { objects, archiver } = world();
  for (let time = 0; time < 2; time++) {
    const { response, counts } = await archiver.archive([recordOf(1, reading('measurement'))]);
    expect(response.batchItemFailures).toEqual([]);
    expect(counts).toMatchObject({ archived: 1, failed: 0 });
  }
  expect([...objects.keys()].map((key) => key.split('/')[0])).toEqual(Object.keys(layouts));
});

it('drops heartbeats, and parks what is no reading', async () => {
  const { objects, archiver } = world();
  const { counts } = await archiver.archive([recordOf(1, reading('heartbeat')), recordOf(2, '{'), recordOf(3, '{}')]);
  expect(counts).toEqual({ archived: 0, dropped: 1, rejected: 2, failed: 0 });
  expect([...objects.keys()]).toEqual([expect.stringMatching(/^rejected\/archiver\//)]);
});

it.each(Object.keys(layouts))('has a record come again that the layout %s does not have', async (layout) => {
  const { archiver } = world((key) => key.startsWith(layout));
  const { response } = await archiver.archive([recordOf(1, reading('heartbeat')), recordOf(2, reading('measurement'))]);
  expect(response.batchItemFailures).toEqual([{ itemIdentifier: '1002' }]);
});

it('has a record come again that it could not park', async () => {
  const { archiver } = world((key) => key.startsWith('rejected/'));
  const { response } = await archiver.archive([recordOf(7, '{')]);
  expect(response.batchItemFailures).toEqual([{ itemIdentifier: '1007' }]);
});
