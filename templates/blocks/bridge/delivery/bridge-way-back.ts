import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { KafkaBatchResponse } from '../processors/bridge/kafka-record.ts';
import { output, type OpenStage, type WayBack } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { leftOf, replayEvent } from './bridge-replay.ts';
import type { ParkedFromTopic } from './parked-kafka-records.ts';

/**
 * Through the bridge of a stage, as if they came from the topic once more: they keep partition and offset, so that sinks know what they
 * have already (Lambda API reference, Invoke: 6 MB). What the contract still does not allow is parked again, under another name.
 */
export function bridgeWayBack({ client, outputs }: OpenStage): WayBack<ParkedFromTopic> {
  const FunctionName = output(outputs, 'BridgeFunctionName');
  const lambda = new LambdaClient(client);
  return {
    to: `the stream, through ${FunctionName}`,
    most: { records: 500, bytes: 4_000_000 },
    bytesOf: ({ record }) => Buffer.byteLength(JSON.stringify(record)),
    put: async (parked) => {
      const Payload = JSON.stringify(replayEvent(parked));
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
      if (answer.FunctionError !== undefined) throw new Error(`${FunctionName} failed: see its log`);
      return leftOf(parked, JSON.parse(answer.Payload!.transformToString()) as KafkaBatchResponse);
    },
  };
}
