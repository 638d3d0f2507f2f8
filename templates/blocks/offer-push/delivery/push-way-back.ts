import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { output, type OpenStage, type WayBack } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ParkedInPush } from './parked-offers.ts';

/**
 * Through the push of a stage, as if the table had them once more (Lambda API reference, Invoke: 6 MB). Who subscribes may get an offer a
 * second time; what is too old is left out, and what AppSync still refuses is parked again.
 */
export function pushWayBack({ client, outputs }: OpenStage): WayBack<ParkedInPush> {
  const FunctionName = output(outputs, 'PushFunctionName');
  const lambda = new LambdaClient(client);
  return {
    to: `users, through ${FunctionName}`,
    most: { records: 100, bytes: 4_000_000 },
    bytesOf: ({ record }) => Buffer.byteLength(JSON.stringify(record)),
    put: async (parked) => {
      const event: DynamoDBStreamEvent = { Records: parked.map(({ record }) => record) };
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
      if (answer.FunctionError !== undefined) throw new Error(`${FunctionName} failed: see its log`);
      const { batchItemFailures } = JSON.parse(answer.Payload!.transformToString()) as DynamoDBBatchResponse;
      const [first] = batchItemFailures;
      // everything from the one that is named on
      const from = parked.findIndex(({ record }) => record.dynamodb?.SequenceNumber === first?.itemIdentifier);
      return first === undefined ? [] : parked.slice(Math.max(0, from));
    },
  };
}
