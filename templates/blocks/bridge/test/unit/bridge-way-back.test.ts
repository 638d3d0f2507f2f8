import { LambdaClient, type InvokeCommand } from '@aws-sdk/client-lambda';
import { afterEach, expect, it, jest } from '@jest/globals';
import { bridgeWayBack } from '../../delivery/bridge-way-back.ts';
import { topicGivenUp, topicRejected, type ParkedFromTopic } from '../../delivery/parked-kafka-records.ts';
import { parkedObject } from '../../delivery/parked-records.ts';
import type { KafkaEvent } from '../../processors/bridge/kafka-record.ts';
import { ParkedRecords } from '../../processors/bridge/parked-records.ts';
import type { OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { kafkaRecord } from '../kafka-records.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const stage = {
  client: { region: 'eu-west-1' },
  outputs: { BridgeFunctionName: 'shop-dev-bridge' },
} as unknown as OpenStage;
const at = new Date(0);
const parked = (...records: ReturnType<typeof kafkaRecord>[]): ParkedFromTopic[] =>
  records.map((record) => ({ record, reason: 'any' }));

/** A bridge that answers as told, and the batches that it was given. */
function bridgeThat(answer: object) {
  const given: KafkaEvent[] = [];
  jest.spyOn(LambdaClient.prototype, 'send').mockImplementation(async (command: unknown) => {
    const { FunctionName, Payload } = (command as InvokeCommand).input;
    expect(FunctionName).toBe('shop-dev-bridge');
    given.push(JSON.parse(String(Payload)) as KafkaEvent);
    return answer;
  });
  return given;
}
const answering = (batchItemFailures: object[]) => ({
  Payload: { transformToString: () => JSON.stringify({ batchItemFailures }) },
});

it('hands parked records to the bridge, partition by partition and in their order, and says that it is a replay', async () => {
  const given = bridgeThat(answering([]));
  const left = await bridgeWayBack(stage).put(
    parked(kafkaRecord(1, 9), kafkaRecord(0, 5), kafkaRecord(0, 4, { again: 1 })),
  );
  expect(left).toEqual([]);
  expect(given).toEqual([
    {
      records: {
        'clicks-0': [kafkaRecord(0, 4, { again: 2 }), kafkaRecord(0, 5, { again: 1 })],
        'clicks-1': [kafkaRecord(1, 9, { again: 1 })],
      },
    },
  ]);
});

it('keeps what the bridge did not get into the stream', async () => {
  bridgeThat(answering([5, 7].map((offset) => ({ itemIdentifier: { partition: 'clicks-0', offset } }))));
  const records = parked(kafkaRecord(0, 4), kafkaRecord(0, 5), kafkaRecord(0, 7), kafkaRecord(1, 9));
  expect(await bridgeWayBack(stage).put(records)).toEqual([records[1], records[2]]);
});

it('fails where the bridge does', async () => {
  bridgeThat({ FunctionError: 'Unhandled' });
  await expect(bridgeWayBack(stage).put(parked(kafkaRecord(0, 4)))).rejects.toThrow('shop-dev-bridge failed');
});

it('reads what the bridge has parked', async () => {
  const record = kafkaRecord(0, 4, { value: Buffer.from([0xff]) });
  let written = '';
  const store = new ParkedRecords(async (_, body) => void (written = body), '');
  await store.park([{ record, reason: 'the value is not UTF-8' }], new AbortController().signal);
  expect(parkedObject({ key: 'rejected/bridge/x', at }, written, topicRejected).records).toEqual([
    { record, reason: 'the value is not UTF-8' },
  ]);
});

it('reads what Lambda has given up on', () => {
  const records = { 'clicks-0': [kafkaRecord(0, 4), kafkaRecord(0, 5)], 'clicks-1': [kafkaRecord(1, 9)] };
  const body = JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    payload: JSON.stringify({ eventSource: 'SelfManagedKafka', bootstrapServers: 'kafka-1:9094', records }),
  });
  expect(parkedObject({ key: 'aws/lambda/x', at }, body, topicGivenUp).records).toEqual(
    Object.values(records)
      .flat()
      .map((record) => ({ record, reason: 'RetryAttemptsExhausted' })),
  );
});
