import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { ParkedOffer } from '../processors/push/parked-offers.ts';
import { output, type ParkedRecord } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { Shape } from './parked-records.ts';

/** An offer that is parked, as the stream of the table had it. */
export interface ParkedInPush extends ParkedRecord {
  record: DynamoDBRecord;
}

type Outputs = Readonly<Record<string, string>>;

/** Where Lambda parks batches that it gave up on for the push: a folder of its mapping (Lambda guide, "Retaining discarded records for a DynamoDB event source"). */
export const pushGivenUpPrefix = (outputs: Outputs): string => `aws/lambda/${output(outputs, 'PushMappingId')}/`;

/** Batches that Lambda gave up on: the whole event. */
export const pushGivenUp = (outputs: Outputs): Shape<ParkedInPush> => ({
  prefix: pushGivenUpPrefix(outputs),
  records: (body) => {
    const { requestContext, payload } = JSON.parse(body) as { requestContext: { condition: string }; payload: string };
    const { Records } = JSON.parse(payload) as DynamoDBStreamEvent;
    return Records.map((record) => ({ record, reason: requestContext.condition }));
  },
});

/** Offers that the push parked, one a line. */
export const pushRejected: Shape<ParkedInPush> = {
  prefix: 'rejected/push/',
  records: (body) =>
    body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ParkedOffer),
};
