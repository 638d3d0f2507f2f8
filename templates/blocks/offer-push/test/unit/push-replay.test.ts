import { LambdaClient, type InvokeCommand } from '@aws-sdk/client-lambda';
import { afterEach, expect, it, jest } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { pushGivenUp, pushRejected, type ParkedInPush } from '../../delivery/parked-offers.ts';
import { tooOld } from '../../delivery/push-failure-stores.ts';
import { pushWayBack } from '../../delivery/push-way-back.ts';
import { ParkedOffers } from '../../processors/push/parked-offers.ts';
import type { OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { noon, offerRecord } from '../offer-records.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const outputs = { PushFunctionName: 'shop-dev-push', PushMappingId: 'mapping-1' };
const stage = { client: { region: 'eu-west-1' }, outputs } as unknown as OpenStage;
const parked = (...numbers: number[]): ParkedInPush[] =>
  numbers.map((nth) => ({ record: offerRecord(nth), reason: 'any' }));

function pushThat(answer: object) {
  const given: unknown[] = [];
  jest.spyOn(LambdaClient.prototype, 'send').mockImplementation(async (command: unknown) => {
    const { FunctionName, Payload } = (command as InvokeCommand).input;
    expect(FunctionName).toBe('shop-dev-push');
    given.push(JSON.parse(String(Payload)));
    return answer;
  });
  return given;
}
const failing = (...numbers: number[]) => ({
  Payload: {
    transformToString: () =>
      JSON.stringify({
        batchItemFailures: numbers.map((nth) => ({ itemIdentifier: offerRecord(nth).dynamodb!.SequenceNumber })),
      }),
  },
});

it('hands parked offers to the push, as the stream of the table had them', async () => {
  const given = pushThat(failing());
  expect(await pushWayBack(stage).put(parked(1, 2))).toEqual([]);
  expect(given).toEqual([{ Records: [offerRecord(1), offerRecord(2)] }]);
});

it('keeps what the push did not get through, from the first one on', async () => {
  pushThat(failing(2));
  expect(await pushWayBack(stage).put(parked(1, 2, 3))).toEqual(parked(2, 3));
});

it('keeps everything when the push fails', async () => {
  pushThat({ FunctionError: 'Unhandled' });
  await expect(pushWayBack(stage).put(parked(1))).rejects.toThrow('shop-dev-push failed: see its log');
});

it('reads what the push has parked, and what Lambda gave up on', async () => {
  let object = '';
  await new ParkedOffers(async (_, body) => void (object = body), 'rejected/push/').park(parked(1, 2));
  expect(pushRejected.records(object)).toEqual(parked(1, 2));
  const { prefix, records } = pushGivenUp(outputs);
  const body = {
    requestContext: { condition: 'RecordAgeExceeded' },
    payload: JSON.stringify({ Records: [offerRecord(1)] }),
  };
  expect([prefix, records(JSON.stringify(body))]).toEqual([
    'aws/lambda/mapping-1/',
    [{ record: offerRecord(1), reason: 'RecordAgeExceeded' }],
  ]);
});

it('holds back what nobody wants to hear of any more', () => {
  const held = (now: number) =>
    tooOld(offerRecord(1, { happened: noon, written: noon + 3_600_000 }), Duration.hours(1), now);
  expect(held(noon + 3_600_000)).toBeUndefined();
  expect(held(noon + 3_600_001)).toBe('it is older than 1 hour, and the push leaves it out');
});
