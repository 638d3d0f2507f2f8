import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { KafkaBatchResponse, KafkaEvent, KafkaRecord } from '../processors/landing/kafka-record.ts';
import { output, type OpenStage, type WayBack } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ParkedFromTopic } from './parked-from-topic.ts';

/**
 * Through the landing of a stage, as if they came from the topic once more: they keep partition and offset, so that the curation knows what
 * it has already (Lambda API reference, Invoke: 6 MB). What the contract still does not allow is parked again, under another name.
 */
export function landingWayBack({ client, outputs }: OpenStage): WayBack<ParkedFromTopic> {
  const FunctionName = output(outputs, 'LandingFunctionName');
  const lambda = new LambdaClient(client);
  return {
    to: `the raw zone, through ${FunctionName}`,
    most: { records: 500, bytes: 4_000_000 },
    bytesOf: ({ record }) => Buffer.byteLength(JSON.stringify(record)),
    put: async (parked) => {
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(replayOf(parked)) }));
      if (answer.FunctionError !== undefined) throw new Error(`${FunctionName} failed: see its log`);
      const { batchItemFailures } = JSON.parse(answer.Payload!.transformToString()) as KafkaBatchResponse;
      const left = new Set(
        batchItemFailures.map(({ itemIdentifier: { partition, offset } }) => `${partition} ${offset}`),
      );
      return parked.filter(({ record }) => left.has(`${partitionOf(record)} ${record.offset}`));
    },
  };
}

/** A batch of what is parked, as Lambda would hand it over. */
export function replayOf(parked: readonly ParkedFromTopic[]): KafkaEvent {
  const records = parked
    .map(({ record }): KafkaRecord => ({ ...record, again: (record.again ?? 0) + 1 }))
    .toSorted((one, other) => one.offset - other.offset);
  return { records: Object.fromEntries(Map.groupBy(records, partitionOf)) };
}

const partitionOf = ({ topic, partition }: KafkaRecord): string => `${topic}-${partition}`;
