import { expect, it } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { failureStores, oldestReplayable, tooOld } from '../../delivery/failure-stores.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { withAnswers } from '../aws-answers.ts';
import { streamRecord, written } from '../change-records.ts';

const day = 86_400_000;
const notBefore = Date.UTC(2026, 10, 10);
const parked = ({ kinesis: { partitionKey, data } }: ReturnType<typeof written>) => ({
  partitionKey,
  data,
  reason: 'any',
});
const changeAt = (milliseconds: number) => parked(written(sampleItem(0), { at: milliseconds * 1000 }));

it('lets a change go back for as long as the index still remembers removals once it leaves the stream', () => {
  const now = Date.UTC(2026, 10, 16);
  expect(oldestReplayable(now, { tombstones: 7 * day, stream: day })).toEqual(new Date(notBefore));
});

it.each([
  ['an older change', changeAt(notBefore - 1), expect.stringMatching(/^older than the index remembers removals/)],
  ['a change from then on', changeAt(notBefore), undefined],
  ['what is no change', parked(streamRecord('poison')), undefined],
])('says of %s whether it is held back', (_what, record, expected) => {
  expect(tooOld(new Date(notBefore))(record)).toEqual(expected);
});

it.each(Object.entries(failureStores))(
  '%s holds back by what its stage remembers and keeps',
  (_store, { open, sinks }) => {
    expect(sinks).not.toEqual([]);
    const stage = {
      client: { region: 'eu-west-1' },
      outputs: { FailureBucketName: 'failures', LakeBucketName: 'lake', ChangeStreamName: 'changes' },
      settings: { tombstoneRetention: Duration.days(7), streamRetention: Duration.days(2) },
    } as unknown as Parameters<typeof open>[0];
    const { holdsBack } = open(stage);
    expect(holdsBack!(changeAt(Date.now() - 5 * day - 60_000))).toBeDefined();
    expect(holdsBack!(changeAt(Date.now() - 5 * day + 60_000))).toBeUndefined();
  },
);

it.each([
  ['given-up', 'aws/lambda/'],
  ['rejected', 'rejected/'],
] as const)('%s has what lies below %s, and gives it back to the stream of changes', async (store, prefix) => {
  const asked: string[] = [];
  const listing = (request: string) => {
    asked.push(request);
    return { status: 200, body: '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>' };
  };
  await withAnswers(listing, async (client) => {
    const stage = {
      client: { ...client, forcePathStyle: true },
      outputs: { FailureBucketName: 'failures', ChangeStreamName: 'changes' },
      settings: { tombstoneRetention: Duration.days(7), streamRetention: Duration.days(2) },
    } as unknown as Parameters<(typeof failureStores)['rejected']['open']>[0];
    const { objects, wayBack } = failureStores[store].open(stage);
    for await (const { key } of objects.keys()) throw new Error(`There is no ${key}`);
    expect(wayBack.to).toBe('the stream changes');
    // Kinesis API reference, PutRecords: 500 records, and 10 MiB with their keys
    expect(wayBack.most.records).toBe(500);
    expect(wayBack.most.bytes).toBeLessThanOrEqual(10 * 1024 * 1024);
  });
  expect(asked).toEqual([
    expect.stringMatching(new RegExp(`^GET /failures/?\\?.*prefix=${encodeURIComponent(prefix)}`)),
  ]);
});
