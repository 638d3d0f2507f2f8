import { LambdaClient, type InvokeCommand } from '@aws-sdk/client-lambda';
import { afterEach, expect, it, jest } from '@jest/globals';
import { landingStores } from '../../delivery/landing-stores.ts';
import { landingWayBack } from '../../delivery/landing-way-back.ts';
import { unprocessed } from '../../delivery/error-prefix.ts';
import { returnRecords } from '../../processors/landing-return/return-records.ts';
import type { OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { eventOf, kafkaRecord } from '../topic-records.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const stage = {
  client: { region: 'eu-west-1' },
  outputs: { LandingReturnFunctionName: 'return', FailureBucketName: 'failures', LakeBucketName: 'lake' },
} as unknown as OpenStage;
const parked = (value: string | Uint8Array) => ({ record: kafkaRecord(0, 1, { value }), reason: 'any' });

it('hands the values to the function, and says what is not in the topic', async () => {
  const given: unknown[] = [];
  jest.spyOn(LambdaClient.prototype, 'send').mockImplementation(async (command: unknown) => {
    given.push(JSON.parse(String((command as InvokeCommand).input.Payload)));
    return { Payload: { transformToString: () => '{"left":[1]}' } };
  });
  const [one, other] = [parked('one'), parked('other')];
  expect(await landingWayBack(stage).put([one, other])).toEqual([other]);
  expect(given).toEqual([{ values: ['one', 'other'] }]);
});

it('throws where the function fails', async () => {
  jest.spyOn(LambdaClient.prototype, 'send').mockImplementation(async () => ({ FunctionError: 'Unhandled' }) as never);
  await expect(landingWayBack(stage).put([parked('one')])).rejects.toThrow('return failed');
});

it('holds back what is no text, which can never be an event', () => {
  const { holdsBack } = landingStores(['raw'])['rejected']!.open(stage);
  expect(holdsBack(parked('text'))).toBeUndefined();
  expect(holdsBack(parked(Buffer.from([0xff, 0xfe])))).toContain('not UTF-8');
});

it('reads what Firehose says of records that it could not have transformed', () => {
  const said = { rawData: 'YQ==', arrivalTimestamp: 17, errorCode: 'Lambda.FunctionError', errorMessage: 'no' };
  const both = unprocessed.records(`${JSON.stringify(said)}${JSON.stringify({ ...said, rawData: 'Yg==' })}\n`);
  expect(both).toMatchObject([
    { record: { partition: -1, offset: -1, timestamp: 17, value: 'YQ==' }, reason: 'Lambda.FunctionError: no' },
    { record: { value: 'Yg==' } },
  ]);
});

it('writes values with the entity as their key, and says why some are not there', async () => {
  const sent: object[] = [];
  const producer = {
    send: async (records: readonly object[]) => {
      sent.push(...records);
      return records.map((_, at) =>
        at === 0
          ? ({ kind: 'acknowledged' } as const)
          : ({ kind: 'unavailable', reason: 'no broker', isDenied: false } as const),
      );
    },
  };
  const value = JSON.stringify(eventOf(1));
  const answer = await returnRecords({ values: [value, 'no JSON'] }, producer, 5, { remaining: () => 1000 });
  expect(answer).toEqual({ left: [1], reason: 'no broker' });
  expect(sent).toEqual([
    { key: 'order-1', value, timestamp: 5 },
    { key: '', value: 'no JSON', timestamp: 5 },
  ]);
});
