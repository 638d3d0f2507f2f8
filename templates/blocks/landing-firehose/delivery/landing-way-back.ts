import { isUtf8 } from 'node:buffer';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { KafkaRecord } from '../processors/landing/kafka-record.ts';
import type { ReturnAnswer, ReturnRequest } from '../processors/landing-return/return-records.ts';
import { output, type OpenStage, type WayBack } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ParkedFromTopic } from './parked-from-topic.ts';

/** The output of the stack with the function that writes to the topic. */
export const returnOutput = 'LandingReturnFunctionName';

/**
 * Into the topic of a stage, as new records: nothing can be put into a Firehose stream that reads a topic (Lambda API reference, Invoke:
 * 6 MB). What the contract still does not allow is parked again.
 */
export function landingWayBack({ client, outputs }: OpenStage): WayBack<ParkedFromTopic> {
  const FunctionName = output(outputs, returnOutput);
  const lambda = new LambdaClient(client);
  return {
    to: `the topic, through ${FunctionName}`,
    most: { records: 500, bytes: 2_000_000 },
    bytesOf: ({ record }) => Buffer.byteLength(record.value ?? ''),
    put: async (parked) => {
      const Payload = JSON.stringify(requestOf(parked));
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
      if (answer.FunctionError !== undefined) throw new Error(`${FunctionName} failed: see its log`);
      const { left } = JSON.parse(answer.Payload!.transformToString()) as ReturnAnswer;
      return left.map((at) => parked[at]!);
    },
  };
}

export const requestOf = (parked: readonly ParkedFromTopic[]): ReturnRequest => ({
  values: parked.map(({ record }) => textOf(record) ?? ''),
});

/** The value of a record as text; undefined where it is none. */
export function textOf({ value }: Pick<KafkaRecord, 'value'>): string | undefined {
  const bytes = Buffer.from(value ?? '', 'base64');
  return isUtf8(bytes) ? bytes.toString() : undefined;
}
