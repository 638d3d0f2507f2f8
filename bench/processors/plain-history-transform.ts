// A plain transform, as many samples have it: one mistake fails the batch, nothing bounds the answer, and numbers lose digits.
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { FirehoseTransformationEvent, FirehoseTransformationResult } from 'aws-lambda';

type Image = Record<string, never>;

export const handler = async ({ records }: FirehoseTransformationEvent): Promise<FirehoseTransformationResult> => ({
  records: records.map(({ recordId, data }) => {
    const { eventID, eventName, dynamodb } = JSON.parse(Buffer.from(data, 'base64').toString()) as {
      eventID: string;
      eventName: string;
      dynamodb: { ApproximateCreationDateTime: number; Keys: Image; NewImage: Image; OldImage: Image };
    };
    const row = {
      change_id: eventID,
      change_type: eventName,
      changed_at: dynamodb.ApproximateCreationDateTime,
      item_key: unmarshall(dynamodb.Keys),
      item: unmarshall(dynamodb.NewImage),
      item_before: unmarshall(dynamodb.OldImage),
    };
    return { recordId, result: 'Ok', data: Buffer.from(`${JSON.stringify(row)}\n`).toString('base64') };
  }),
});
