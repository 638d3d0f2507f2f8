import type { GivenUp } from '../../contracts/event-source.ts';
import { uuidOf } from '../../kernel/identity.ts';

export interface FailedBatch extends Omit<GivenUp<unknown>, 'records' | 'payload'> {
  /** The UUID of the mapping. */
  readonly mapping: string;
  readonly functionArn: string;
  readonly at: number;
  /** The whole event as text. */
  readonly payload: string;
}

/** The on-failure object in S3: its key, and the whole event with what became of it (Lambda guide, kinesis-on-failure-destination). */
export function failureObjectOf(batch: FailedBatch): { key: string; body: string } {
  const identity = `${batch.mapping}|${batch.part}|${batch.range}`;
  const body = {
    requestContext: {
      requestId: uuidOf(`request|${identity}`),
      functionArn: batch.functionArn,
      condition: batch.condition,
      approximateInvokeCount: batch.invocations,
    },
    ...responseContextOf(batch),
    version: '1.0',
    timestamp: new Date(batch.at).toISOString(),
    ...batch.about,
    payload: batch.payload,
  };
  const [day, time] = new Date(batch.at).toISOString().slice(0, 19).split('T') as [string, string];
  const key = [
    'aws/lambda',
    batch.mapping,
    batch.part,
    day.replaceAll('-', '/'),
    `${day}T${time.replaceAll(':', '.')}-${uuidOf(`object|${identity}`)}`,
  ].join('/');
  return { key, body: JSON.stringify(body) };
}

/** Recorded on AWS: `functionError` is null after an answer; what was too old has no `responseContext`, whether the function ran or not. */
function responseContextOf({ condition, outcome }: FailedBatch): object {
  if (condition === 'RecordAgeExceeded' || outcome === undefined) return {};
  const functionError = outcome.type === 'returned' ? null : 'Unhandled';
  return { responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError } };
}
