import type { Clock } from '../../../contracts/clock.ts';
import type { Faults } from '../../../contracts/faults.ts';
import { uuidOf } from '../../../kernel/identity.ts';
import type { Prepared, SourceRecord } from '../record.ts';
import { readAnswer, type DataField, type Problem, type Transformed } from './answer.ts';
import { eventOf, recordIdOf, type Deliverer } from './event.ts';

export interface TransformSettings {
  readonly functionArn: string;
  /** Beyond the first attempt. */
  readonly retries: number;
  /** Bytes of source data that one invocation gets. */
  readonly size: number;
  /** Milliseconds. */
  readonly interval: number;
}

export interface TransformHost {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly deliverer: Deliverer;
  /** Whether the role of the delivery stream may invoke the function. */
  mayInvoke(): boolean;
  invoke(event: object): Promise<unknown>;
  /** An invocation has ended. `duration` is in milliseconds. */
  invoked(succeeded: boolean, duration: number): void;
}

/** Lambda guide, gettingstarted-limits: an answer has at most 6 MB; this is the number in Lambda's error. */
const answerLimit = 6_291_556;
const pause = 1000;

const codeOf = {
  throttled: { code: 'Lambda.InvokeLimitExceeded', message: 'The Lambda invocation limit was reached.' },
  denied: { code: 'Lambda.InvokeAccessDenied', message: 'Access was denied to invoke the Lambda function.' },
} satisfies Record<string, Problem>;

/**
 * Has a function transform a batch of records. Firehose guide, data-transformation-failure-handling: an invocation that fails is
 * tried again three times by default; then all records of the batch have failed. The guide names timeouts and invocation limits; an
 * error of the function is treated alike here.
 */
export async function transform(
  batch: readonly SourceRecord[],
  { functionArn, retries }: TransformSettings,
  host: TransformHost,
): Promise<readonly Prepared[]> {
  const { clock } = host;
  const identity = `${host.deliverer.arn}|${recordIdOf(batch[0]!)}|${batch.length}`;
  let problem: Problem = codeOf.throttled;
  for (let attempt = 0; attempt <= retries; attempt++) {
    if (attempt > 0) await clock.sleep(pause * 2 ** attempt);
    const outcome = await attempted(batch, identity, host);
    if ('answers' in outcome) return prepared(batch, outcome.answers, documents(functionArn, attempt + 1, clock.now()));
    problem = outcome.problem;
  }
  const failed: Transformed = { result: 'failed', problem };
  return prepared(
    batch,
    batch.map(() => failed),
    documents(functionArn, retries + 1, clock.now()),
  );
}

async function attempted(
  batch: readonly SourceRecord[],
  identity: string,
  { clock, faults, deliverer, mayInvoke, invoke, invoked }: TransformHost,
): Promise<{ readonly answers: readonly Transformed[] } | { readonly problem: Problem }> {
  const begun = clock.now();
  const failed = (problem: Problem) => {
    invoked(false, clock.now() - begun);
    return { problem };
  };
  if (!mayInvoke()) return failed(codeOf.denied);
  if (faults.strike('delivery.transform-throttled', identity)) return failed(codeOf.throttled);
  try {
    const answer = await invoke(eventOf(deliverer, uuidOf(`${identity}|${begun}`), batch));
    if (sizeOf(answer, fieldOf(deliverer)) > answerLimit)
      return failed({
        code: 'Lambda.FunctionError',
        message: `Response payload size exceeded maximum allowed payload size (${answerLimit} bytes).`,
      });
    invoked(true, clock.now() - begun);
    return { answers: readAnswer(answer, batch.map(recordIdOf), fieldOf(deliverer)) };
  } catch (error) {
    const { message } = error as Error;
    const timedOut = /timed out/.test(message);
    return failed({
      code: timedOut ? 'Lambda.FunctionTimedOut' : 'Lambda.FunctionError',
      message: timedOut ? message : 'The Lambda function was successfully invoked but it returned an error result.',
    });
  }
}

const fieldOf = ({ source }: Deliverer): DataField => (source?.kind === 'topic' ? 'kafkaRecordValue' : 'data');

/** Bytes of an answer; not counted exactly where it is far from the limit. */
function sizeOf(answer: unknown, field: DataField): number {
  const records = (answer as { records?: readonly Partial<Record<DataField, unknown>>[] } | null)?.records;
  if (!Array.isArray(records)) return 0;
  const bytes = records.reduce((sum, record) => sum + 200 + String(record?.[field] ?? '').length, 0);
  return bytes < answerLimit / 2 ? bytes : Buffer.byteLength(JSON.stringify(answer));
}

function prepared(
  batch: readonly SourceRecord[],
  answers: readonly Transformed[],
  documentOf: (record: SourceRecord, problem: Problem) => object,
): readonly Prepared[] {
  return batch.map((record, at) => {
    const answer = answers[at]!;
    if (answer.result === 'Ok') return { record, result: 'ok', data: answer.data };
    if (answer.result === 'Dropped') return { record, result: 'dropped' };
    const document = documentOf(record, answer.problem);
    return { record, result: 'failed', failure: { output: 'processing-failed', document } };
  });
}

/** Firehose guide, data-transformation-failure-handling: the format of records in the processing-failed folder. */
const documents =
  (lambdaArn: string, attemptsMade: number, attemptEndingTimestamp: number) =>
  ({ arrivedAt, data }: SourceRecord, { code, message }: Problem): object => ({
    attemptsMade,
    arrivalTimestamp: arrivedAt,
    errorCode: code,
    errorMessage: message,
    attemptEndingTimestamp,
    rawData: Buffer.from(data).toString('base64'),
    lambdaArn,
  });
