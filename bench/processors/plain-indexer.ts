// A plain handler, as many guides have it: no versions, no tombstones, no retries, and no look at the answer.
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { KinesisStreamEvent } from 'aws-lambda';
import { clientOf } from './plain-client.ts';

const _index = process.env['SEARCH_ALIAS']!;

const handlerOf = (signed: boolean) => {
  const client = clientOf(signed);
  return async ({ Records }: KinesisStreamEvent): Promise<void> => {
    const body = Records.flatMap(({ kinesis }) => {
      const { eventName, dynamodb } = JSON.parse(Buffer.from(kinesis.data, 'base64').toString()) as {
        eventName: string;
        dynamodb: { Keys: Record<string, never>; NewImage: Record<string, never> };
      };
      const _id = Object.values(unmarshall(dynamodb.Keys)).join('/');
      return eventName === 'REMOVE'
        ? [{ delete: { _index, _id } }]
        : [{ index: { _index, _id } }, unmarshall(dynamodb.NewImage)];
    });
    await client.bulk({ body });
  };
};

export const handler = handlerOf(false);
export const signed = handlerOf(true);
