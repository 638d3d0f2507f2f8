import type { GivenUp } from '../../contracts/event-source.ts';
import type { Outcome } from '../../contracts/function.ts';
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
    responseContext: responseContextOf(batch.outcome),
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

/** Documented for a function that fails. Seen elsewhere: no functionError after an answer, null where nothing was invoked. */
function responseContextOf(outcome: Outcome | undefined) {
  if (outcome === undefined) return null;
  const answered = { statusCode: 200, executedVersion: '$LATEST' };
  return outcome.type === 'returned' ? answered : { ...answered, functionError: 'Unhandled' };
}
