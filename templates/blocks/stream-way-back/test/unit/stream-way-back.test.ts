import { KinesisClient, type PutRecordsCommand, type PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import { afterEach, expect, it, jest } from '@jest/globals';
import type { ParkedStreamRecord } from '../../delivery/parked-records.ts';
import { streamWayBack } from '../../delivery/stream-way-back.ts';
import { giveBack, type OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';

afterEach(() => {
  jest.restoreAllMocks();
});

const stage = { client: { region: 'eu-west-1' }, outputs: { ChangeStreamName: 'changes' } } as unknown as OpenStage;
const parked = ['a', 'b', 'c'].map((id): ParkedStreamRecord => ({
  partitionKey: `key of ${id}`,
  data: Buffer.from(id).toString('base64'),
  reason: 'any',
}));
const taken: PutRecordsResultEntry = { SequenceNumber: '1', ShardId: 'shardId-000000000000' };
const refused: PutRecordsResultEntry = {
  ErrorCode: 'ProvisionedThroughputExceededException',
  ErrorMessage: 'Slow down.',
};

/** A stream that takes a record or not, as the test says, and what it was given. */
function streamThat(answer: (data: string) => PutRecordsResultEntry) {
  const given: { to: string | undefined; key: string | undefined; data: string }[] = [];
  jest.spyOn(KinesisClient.prototype, 'send').mockImplementation(async (command: unknown) => {
    const { StreamName, Records = [] } = (command as PutRecordsCommand).input;
    const entries = Records.map(({ PartitionKey, Data }) => {
      const data = Buffer.from(Data!).toString();
      given.push({ to: StreamName, key: PartitionKey, data });
      return answer(data);
    });
    return { Records: entries, FailedRecordCount: entries.filter(({ ErrorCode }) => ErrorCode).length };
  });
  return given;
}

it('puts records back as they were in the stream', async () => {
  const given = streamThat(() => taken);
  expect(await streamWayBack(stage, 'ChangeStreamName').put(parked)).toEqual([]);
  expect(given).toEqual(['a', 'b', 'c'].map((data) => ({ to: 'changes', key: `key of ${data}`, data })));
});

it('gives the records that the stream did not take, and those only', async () => {
  streamThat((data) => (data === 'b' ? refused : taken));
  expect(await streamWayBack(stage, 'ChangeStreamName').put(parked)).toEqual([parked[1]]);
});

it('keeps records that the stream does not acknowledge', async () => {
  jest.spyOn(KinesisClient.prototype, 'send').mockImplementation(async () => ({ Records: [taken] }));
  expect(await streamWayBack(stage, 'ChangeStreamName').put(parked)).toEqual(parked.slice(1));
});

it('keeps an object parked if the stream does not accept its records', async () => {
  streamThat((data) => (data === 'b' ? refused : taken));
  const removed: string[] = [];
  const objects = { remove: async ({ key }: { key: string }) => removed.push(key) > 0 };
  const object = { key: 'rejected/a', at: new Date(0), version: 'v1', records: parked, heldBack: [] };
  const wayBack = streamWayBack(stage, 'ChangeStreamName');
  await expect(giveBack(object, { objects, wayBack }, async () => {})).rejects.toThrow(
    'the stream changes did not accept 1 records; they stay parked',
  );
  expect(removed).toEqual([]);
});

it('counts bytes and keys, as the limit of the stream does', () => {
  const { bytesOf, most } = streamWayBack(stage, 'ChangeStreamName');
  expect(bytesOf({ partitionKey: 'é', data: Buffer.alloc(10).toString('base64'), reason: '' })).toBe(12);
  expect(most).toEqual({ records: 500, bytes: 4_194_304 });
});
