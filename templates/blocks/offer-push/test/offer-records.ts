import type { DynamoDBRecord } from 'aws-lambda';

export const noon = Date.parse('2026-03-02T12:00:00Z');
export const ada = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
export const bob = '9c1185a5-c5e9-4c54-9128-08977ee8f548';

export interface SampleOffer {
  user?: string;
  subject?: string;
  because?: string;
  /** Milliseconds: when the item was written. */
  written?: number;
  happened?: number | undefined;
  arrived?: number | undefined;
  eventName?: 'INSERT' | 'MODIFY' | 'REMOVE';
  result?: string;
}

export const resultOf = (subject: string): string => `offer#keen-on-product#2026-03-02T12:00:00.000Z#${subject}`;

/** A record of the stream of the results table, as Lambda hands it over: the `nth` of its shard. */
export function offerRecord(nth: number, sample: SampleOffer = {}): DynamoDBRecord {
  const { user = ada, subject = `p${nth}`, because = `e${nth}`, written = noon, eventName = 'INSERT' } = sample;
  const happened = 'happened' in sample ? sample.happened : noon - 900;
  const arrived = 'arrived' in sample ? sample.arrived : noon - 400;
  const result = sample.result ?? resultOf(subject);
  return {
    eventID: `event-${nth}`,
    eventName,
    eventSource: 'aws:dynamodb',
    eventVersion: '1.1',
    awsRegion: 'eu-west-1',
    dynamodb: {
      ApproximateCreationDateTime: written / 1000,
      Keys: { user: { S: user }, result: { S: result } },
      ...(eventName === 'REMOVE'
        ? {}
        : {
            NewImage: {
              user: { S: user },
              result: { S: result },
              rule: { S: 'keen-on-product' },
              window: { N: String(noon) },
              subject: { S: subject },
              because: { S: because },
              offer: { M: { kind: { S: 'free-shipping' }, text: { S: 'Free shipping.' } } },
              expires: { N: '1775000000' },
              ...(happened === undefined ? {} : { happened: { N: String(happened) } }),
              ...(arrived === undefined ? {} : { arrived: { N: String(arrived) } }),
            },
          }),
      // of up to 40 digits: numbers of JavaScript do not hold them
      SequenceNumber: String(10n ** 26n + BigInt(nth)),
      SizeBytes: 200,
      StreamViewType: 'NEW_IMAGE',
    },
  };
}
