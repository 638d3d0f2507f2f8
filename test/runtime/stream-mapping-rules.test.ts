import { describe, expect, it } from '@jest/globals';
import type { StreamMappingProperties } from '../../runtime/services/kinesis/types.ts';
import type { Outcome } from '../../runtime/contracts/function.ts';
import { rulesOf } from '../../runtime/kernel/lanes/rules.ts';
import { emptyLane, payloadLimit, step, type Lane, type LaneEvent } from '../../runtime/kernel/lanes/lane.ts';
import { day, minute, second } from './world.ts';

interface TestRecord {
  sequenceNumber: string;
  arrivedAt: number;
  eventBytes: number;
}
const record = (n: number, { at = 0, bytes = 1000 } = {}): TestRecord => ({
  sequenceNumber: String(99_999_999_999_999_999_990n + BigInt(n)),
  arrivedAt: at,
  eventBytes: bytes,
});
const records = (from: number, to: number, options = {}) =>
  Array.from({ length: to - from + 1 }, (_, n) => record(from + n, options));

const ok: Outcome = { type: 'returned', response: null };
const error: Outcome = { type: 'failed', cause: 'error', message: 'Error: index is down' };
const timeout: Outcome = { type: 'failed', cause: 'timeout', message: 'Task timed out' };
const killed: Outcome = { type: 'failed', cause: 'killed', message: 'Runtime exited' };
const throttled: Outcome = { type: 'throttled' };
const failedAt = (...ns: number[]): Outcome => ({
  type: 'returned',
  response: { batchItemFailures: ns.map((n) => ({ itemIdentifier: record(n).sequenceNumber })) },
});

/** Feeds a lane: each event with its time; answers what Lambda does, in short words: "invoke 1-4", "wake 1000", "discard 1-2 …". */
function course(
  properties: Omit<StreamMappingProperties, 'StartingPosition'>,
  ...events: [at: number, what: TestRecord[] | Outcome | 'wake'][]
) {
  const rules = rulesOf({ StartingPosition: 'TRIM_HORIZON', ...properties }, 7 * day);
  let lane: Lane<TestRecord> = emptyLane();
  return events.map(([at, what]) => {
    const event: LaneEvent<TestRecord> =
      what === 'wake'
        ? { type: 'woken', at }
        : Array.isArray(what)
          ? { type: 'polled', at, records: what }
          : { type: 'invoked', at, outcome: what };
    const result = step(lane, event, rules);
    lane = result.lane;
    return result.actions
      .map((action) => {
        if (action.type === 'wake') return `wake ${action.at}`;
        const ns = action.records.map(({ sequenceNumber }) =>
          Number(BigInt(sequenceNumber) - 99_999_999_999_999_999_990n),
        );
        const span = ns.length === 1 ? `${ns[0]}` : `${ns[0]}-${ns.at(-1)}`;
        return action.type === 'invoke'
          ? `invoke ${span}`
          : `discard ${span} ${action.condition} after ${action.invocations}`;
      })
      .join(', ');
  });
}
const partial = { FunctionResponseTypes: ['ReportBatchItemFailures'] } as const;
const bisecting = { BisectBatchOnFunctionError: true };

describe('gathering a batch (Lambda guide, with-kinesis, "Polling and batching streams")', () => {
  it('"By default, Lambda invokes your function as soon as records are available"', () => {
    expect(course({}, [0, records(1, 1)])).toEqual(['invoke 1']);
  });

  it('the batch is cut at BatchSize; the rest waits for the function', () => {
    expect(course({ BatchSize: 3 }, [0, records(1, 5)], [9, ok], [18, ok])).toEqual(['invoke 1-3', 'invoke 4-5', '']);
  });

  it('"until it has gathered a full batch, or until the batch window expires": the window begins with the first record', () => {
    const window = { MaximumBatchingWindowInSeconds: 5, BatchSize: 100 };
    expect(course(window, [1000, records(1, 2)], [3000, records(3, 3)], [5000, 'wake'], [6000, 'wake'])).toEqual([
      'wake 6000',
      '',
      '',
      'invoke 1-3',
    ]);
  });

  it('a full batch does not wait for the window', () => {
    expect(course({ MaximumBatchingWindowInSeconds: 300, BatchSize: 2 }, [0, records(1, 2)])).toEqual(['invoke 1-2']);
  });

  it('"or the batch reaches the payload limit of 6 MB": cuts the batch and does not wait for the window', () => {
    const big = records(1, 8, { bytes: 1024 * 1024 });
    expect(payloadLimit).toBe(6_291_456);
    const properties = { MaximumBatchingWindowInSeconds: 300, BatchSize: 100 };
    expect(course(properties, [0, big], [7, ok])).toEqual(['invoke 1-5', 'wake 300007']);
  });
});

describe('retrying a batch (Lambda guide, kinesis-on-failure-destination and services-kinesis-parameters)', () => {
  it.each([
    ['function error', error],
    ['timeout', timeout],
    ['killed function', killed],
  ])('a %s fails the whole batch, which is retried after a pause', (_, outcome) => {
    expect(course({}, [0, records(1, 3)], [10, outcome], [510, 'wake'])).toEqual([
      'invoke 1-3',
      'wake 510',
      'invoke 1-3',
    ]);
  });

  it('the pauses grow from half a second to one minute: seven tries fit into 60 s (recorded on AWS: expire-while-retrying)', () => {
    const pauses: number[] = [];
    let at = 0;
    const events: [number, TestRecord[] | Outcome | 'wake'][] = [[0, records(1, 1)]];
    for (let n = 0; n < 9; n++) {
      events.push([at, error]);
      const due = Number(
        course({}, ...events)
          .at(-1)!
          .split(' ')[1],
      );
      pauses.push(due - at);
      events.push([due, 'wake']);
      at = due;
    }
    expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * second));
  });

  it('MaximumRetryAttempts is the number of tries after the first; then the batch is discarded, and the next one begins', () => {
    const properties = { MaximumRetryAttempts: 2, BatchSize: 2 };
    const events: [number, TestRecord[] | Outcome | 'wake'][] = [
      [0, records(1, 3)],
      [0, error],
      [9000, 'wake'],
      [9000, error],
      [19_000, 'wake'],
      [19_000, error],
    ];
    expect(course(properties, ...events).filter((action) => !action.startsWith('wake'))).toEqual([
      'invoke 1-2',
      'invoke 1-2',
      'invoke 1-2',
      'discard 1-2 RetryAttemptsExhausted after 3, invoke 3',
    ]);
  });

  it('MaximumRetryAttempts 0 discards at the first error', () => {
    expect(course({ MaximumRetryAttempts: 0 }, [0, records(1, 2)], [5, error])[1]).toBe(
      'discard 1-2 RetryAttemptsExhausted after 1',
    );
  });

  it('MaximumRetryAttempts -1, the default, retries until the record expires in the stream, which then is lost without a trace', () => {
    const afterWeeks = course(
      {},
      [0, records(1, 2)],
      [10, error],
      [7 * day, 'wake'],
      [7 * day, error],
      [7 * day + minute, 'wake'],
    );
    expect(afterWeeks.slice(2)).toEqual([
      'invoke 1-2',
      `wake ${7 * day + 1000}`,
      'discard 1-2 RetentionExceeded after 2',
    ]);
  });

  it('MaximumRecordAgeInSeconds discards what is older, and goes on with the rest', () => {
    const batch = [record(1), record(2), record(3, { at: 50_000 })];
    expect(course({ MaximumRecordAgeInSeconds: 60 }, [50_000, batch], [50_000, error], [60_001, 'wake'])).toEqual([
      'invoke 1-3',
      'wake 50500',
      'discard 1-2 RecordAgeExceeded after 2, invoke 3',
    ]);
  });

  it('a record of exactly that age is still young enough', () => {
    expect(course({ MaximumRecordAgeInSeconds: 60 }, [60_000, records(1, 1)])).toEqual(['invoke 1']);
  });

  it('an expired record is discarded before the function is ever called, with count 1 (recorded on AWS: expire-before-ingestion)', () => {
    expect(course({ MaximumRecordAgeInSeconds: 60 }, [61_000, records(1, 1)])).toEqual([
      'discard 1 RecordAgeExceeded after 1',
    ]);
  });

  it('"Before invocation": a throttled function does not use up retries; only age ends it', () => {
    const events: [number, TestRecord[] | Outcome | 'wake'][] = [[0, records(1, 2)]];
    for (let n = 0; n < 50; n++) events.push([n * second, throttled], [(n + 1) * second, 'wake']);
    const actions = course(
      { MaximumRetryAttempts: 1, MaximumRecordAgeInSeconds: 60, ...bisecting },
      ...events,
      [61_000, throttled],
      [62_000, 'wake'],
    );
    expect(actions.filter((action) => action === 'invoke 1-2')).toHaveLength(51);
    expect(actions.at(-1)).toBe('discard 1-2 RecordAgeExceeded after 1');
  });
});

describe('partial batch responses (Lambda guide, services-kinesis-batchfailurereporting)', () => {
  it('the lowest returned number is the checkpoint; everything from it on is retried', () => {
    expect(course(partial, [0, records(1, 20)], [10, failedAt(12, 9, 15)], [1010, 'wake'])[2]).toBe('invoke 9-20');
  });

  it('without the setting "these responses will not be processed": the batch counts as done', () => {
    expect(course({}, [0, records(1, 3)], [10, failedAt(2)])).toEqual(['invoke 1-3', '']);
  });

  it('a partial answer starts fresh attempts: retries 3, five deliveries, count 4 (recorded on AWS: report_batch_item_failures)', () => {
    const properties = { ...partial, BatchSize: 3, MaximumRetryAttempts: 3 };
    const events: [number, TestRecord[] | Outcome | 'wake'][] = [[0, records(4, 6)]];
    for (let n = 0; n < 5; n++) events.push([n * minute, failedAt(6)], [(n + 1) * minute, 'wake']);
    expect(course(properties, ...events).filter((action) => action !== '' && !action.startsWith('wake'))).toEqual([
      'invoke 4-6',
      'invoke 6',
      'invoke 6',
      'invoke 6',
      'invoke 6',
      'discard 6 RetryAttemptsExhausted after 4',
    ]);
  });

  it('each partial answer starts them afresh, and the pause with them', () => {
    const properties = { ...partial, MaximumRetryAttempts: 0 };
    expect(course(properties, [0, records(1, 3)], [0, failedAt(2)], [500, 'wake'], [500, failedAt(3)])).toEqual([
      'invoke 1-3',
      'wake 500',
      'invoke 2-3',
      'wake 1000',
    ]);
  });
});

describe('splitting a batch (BisectBatchOnFunctionError)', () => {
  const run = (properties: object, outcomes: Outcome[], last: number) => {
    const events: [number, TestRecord[] | Outcome | 'wake'][] = [[0, records(1, last)]];
    for (const [n, outcome] of outcomes.entries()) events.push([n * minute, outcome], [(n + 1) * minute, 'wake']);
    return course({ ...bisecting, ...properties }, ...events).filter(
      (action) => action !== '' && !action.startsWith('wake'),
    );
  };

  it('"splits a failed batch into two": the first half goes first, for the order', () => {
    expect(run({}, [error, ok, ok], 5)).toEqual(['invoke 1-5', 'invoke 1-3', 'invoke 4-5']);
  });

  it('"Splitting batches doesn\'t consume the retry quota": only the poison record is discarded', () => {
    expect(run({ MaximumRetryAttempts: 1 }, [error, error, error, error, ok, ok], 4)).toEqual([
      'invoke 1-4',
      'invoke 1-2',
      'invoke 1',
      'invoke 1',
      'discard 1 RetryAttemptsExhausted after 4, invoke 2',
      'invoke 3-4',
    ]);
  });

  it('happens "regardless of your ReportBatchItemFailures setting" when the function fails', () => {
    expect(run(partial, [error, ok], 4)).toEqual(['invoke 1-4', 'invoke 1-2', 'invoke 3-4']);
  });

  it('with a partial response "the batch is bisected at the returned sequence number", and no retry is used up', () => {
    const properties = { ...partial, MaximumRetryAttempts: 0 };
    expect(run(properties, [failedAt(3), failedAt(5), ok], 6)).toEqual(['invoke 1-6', 'invoke 3-6', 'invoke 5-6']);
  });

  it('not documented: a response that names the first record is a whole failed batch, and is halved', () => {
    const outcomes = [failedAt(1), failedAt(1), ok, ok];
    expect(run({ ...partial, MaximumRetryAttempts: 0 }, outcomes, 4)).toEqual([
      'invoke 1-4',
      'invoke 1-2',
      'invoke 1',
      'invoke 2',
      'invoke 3-4',
    ]);
  });
});
