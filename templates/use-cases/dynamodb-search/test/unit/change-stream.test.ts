import { KinesisClient, type PutRecordsCommand, type PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import { afterEach, expect, it, jest } from '@jest/globals';
import { ChangeStream } from '../../tools/replay/change-stream.ts';
import type { ParkedRecord } from '../../tools/replay/parked.ts';
import { replay } from '../../tools/replay/replay.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const parked = ['a', 'b', 'c'].map((id): ParkedRecord => ({
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
  return { stream: new ChangeStream('changes', 'eu-west-1'), given };
}

it('puts records back as they were in the stream', async () => {
  const { stream, given } = streamThat(() => taken);
  expect(await stream.putBack(parked)).toEqual([]);
  expect(given).toEqual(['a', 'b', 'c'].map((data) => ({ to: 'changes', key: `key of ${data}`, data })));
});

it('gives the records that the stream did not take, and those only', async () => {
  const { stream } = streamThat((data) => (data === 'b' ? refused : taken));
  expect(await stream.putBack(parked)).toEqual([parked[1]]);
});

it('keeps records that the stream does not acknowledge', async () => {
  jest.spyOn(KinesisClient.prototype, 'send').mockImplementation(async () => ({ Records: [taken] }));
  expect(await new ChangeStream('changes', 'eu-west-1').putBack(parked)).toEqual(parked.slice(1));
});

it('keeps an object parked if the stream does not accept its records', async () => {
  const { stream } = streamThat((data) => (data === 'b' ? refused : taken));
  const removed: string[] = [];
  const object = { key: 'rejected/a', kind: 'rejected' as const, at: new Date(0), records: parked };
  await expect(
    replay([object], {
      put: (records) => stream.putBack(records),
      remove: async (key) => void removed.push(key),
      sleep: async () => {},
    }),
  ).rejects.toThrow('they stay parked');
  expect(removed).toEqual([]);
});
