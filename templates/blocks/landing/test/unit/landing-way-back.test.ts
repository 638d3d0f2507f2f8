import { LambdaClient, type InvokeCommand } from '@aws-sdk/client-lambda';
import { afterEach, expect, it, jest } from '@jest/globals';
import { landingWayBack } from '../../delivery/landing-way-back.ts';
import { topicRejected, type ParkedFromTopic } from '../../delivery/parked-from-topic.ts';
import { parkedObject } from '../../delivery/parked-records.ts';
import { topicGivenUp } from '../../delivery/topic-given-up.ts';
import type { KafkaEvent } from '../../processors/landing/kafka-record.ts';
import { ParkedRecords } from '../../processors/landing/parked-records.ts';
import type { OpenStage } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { kafkaRecord } from '../topic-records.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const stage = {
  client: { region: 'eu-west-1' },
  outputs: { LandingFunctionName: 'shop-dev-landing' },
} as unknown as OpenStage;
const at = new Date(0);
const parked = (...records: ReturnType<typeof kafkaRecord>[]): ParkedFromTopic[] =>
  records.map((record) => ({ record, reason: 'any' }));

/** A landing that answers as told, and the batches that it was given. */
function landingThat(answer: object) {
  const given: KafkaEvent[] = [];
  jest.spyOn(LambdaClient.prototype, 'send').mockImplementation(async (command: unknown) => {
    const { FunctionName, Payload } = (command as InvokeCommand).input;
    expect(FunctionName).toBe('shop-dev-landing');
    given.push(JSON.parse(String(Payload)) as KafkaEvent);
    return answer;
  });
  return given;
}
const answering = (batchItemFailures: object[]) => ({
  Payload: { transformToString: () => JSON.stringify({ batchItemFailures }) },
});

it('hands parked records to the landing, partition by partition and in their order, and says that it is a replay', async () => {
  const given = landingThat(answering([]));
  const left = await landingWayBack(stage).put(
    parked(kafkaRecord(1, 9), kafkaRecord(0, 5), kafkaRecord(0, 4, { again: 1 })),
  );
  expect(left).toEqual([]);
  expect(given).toEqual([
    {
      records: {
        'events-0': [kafkaRecord(0, 4, { again: 2 }), kafkaRecord(0, 5, { again: 1 })],
        'events-1': [kafkaRecord(1, 9, { again: 1 })],
      },
    },
  ]);
});

it('keeps what Firehose did not take', async () => {
  landingThat(answering([5, 7].map((offset) => ({ itemIdentifier: { partition: 'events-0', offset } }))));
  const records = parked(kafkaRecord(0, 4), kafkaRecord(0, 5), kafkaRecord(0, 7), kafkaRecord(1, 9));
  expect(await landingWayBack(stage).put(records)).toEqual([records[1], records[2]]);
});

it('fails where the landing does', async () => {
  landingThat({ FunctionError: 'Unhandled' });
  await expect(landingWayBack(stage).put(parked(kafkaRecord(0, 4)))).rejects.toThrow('shop-dev-landing failed');
});

it('reads what the landing has parked', async () => {
  const record = kafkaRecord(0, 4, { value: Buffer.from([0xff]) });
  let written = '';
  const store = new ParkedRecords(async (_, body) => void (written = body), '');
  await store.park([{ record, reason: 'the value is not UTF-8' }], new AbortController().signal);
  expect(parkedObject({ key: 'rejected/landing/x', at }, written, topicRejected).records).toEqual([
    { record, reason: 'the value is not UTF-8' },
  ]);
});

it('reads what Lambda has given up on', () => {
  const records = { 'events-0': [kafkaRecord(0, 4), kafkaRecord(0, 5)], 'events-1': [kafkaRecord(1, 9)] };
  const body = JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    payload: JSON.stringify({ eventSource: 'aws:kafka', bootstrapServers: 'kafka-1:9094', records }),
  });
  expect(parkedObject({ key: 'aws/lambda/x', at }, body, topicGivenUp).records).toEqual(
    Object.values(records)
      .flat()
      .map((record) => ({ record, reason: 'RetryAttemptsExhausted' })),
  );
});
