import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../runtime/contracts/function.ts';
import { payloadLimit } from '../../runtime/services/kafka/poller/batch.ts';
import { course, error, failedAt, ok, record, records, throttled, type What } from './kafka-course.ts';
import { partial, provisioned } from './kafka-world.ts';
import { day, hour, minute } from './world.ts';

describe('gathering a batch (Lambda guide, invocation-eventsourcemapping, "Batching behavior")', () => {
  it('"A single Lambda payload can contain messages from multiple partitions"', () => {
    expect(course({}, [0, 'a1 a2 b7'])).toEqual(['invoke #0 a1 a2 b7']);
  });

  it('the batch is cut at BatchSize; the rest waits for the function', () => {
    expect(course({ BatchSize: 3 }, [0, 'a1 a2 b1 b2 b3'], [9, { of: 0, outcome: ok }])).toEqual([
      'invoke #0 a1 a2 b1',
      'invoke #1 b2 b3',
    ]);
  });

  it('the default batching window is 500 ms', () => {
    const standard = course(
      { MaximumBatchingWindowInSeconds: undefined } as never,
      [0, 'a1'],
      [300, 'a2'],
      [500, 'wake'],
    );
    expect(standard).toEqual(['wake 500', 'wake 500', 'invoke #0 a1 a2']);
  });

  it('a full batch does not wait for the window', () => {
    expect(course({ MaximumBatchingWindowInSeconds: 300, BatchSize: 2 }, [0, 'a1 b1'])).toEqual(['invoke #0 a1 b1']);
  });

  it('the payload limit of 6 MB cuts the batch and does not wait for the window', () => {
    const big = records('a1 a2 a3 a4 a5 a6 a7', { bytes: 1024 * 1024 });
    expect(payloadLimit).toBe(6_291_456);
    const window = { MaximumBatchingWindowInSeconds: 300 };
    expect(course(window, [0, big], [5, { of: 0, outcome: ok }])).toEqual(['invoke #0 a1 a2 a3 a4 a5', 'wake 300000']);
  });

  it('a record that does not fit into an event alone is given up (kafka-on-failure: MaximumPayloadSizeExceeded)', () => {
    const given = [record('a1', { bytes: payloadLimit }), record('a2')];
    expect(course({}, [0, given])).toEqual(['discard a1 MaximumPayloadSizeExceeded after 0, invoke #1 a2']);
  });
});

describe('what runs at the same time', () => {
  it('on demand, Lambda begins with one poller: one batch (kafka-scaling-modes)', () => {
    expect(course({ BatchSize: 1 }, [0, 'a1 b1'])).toEqual(['invoke #0 a1']);
  });

  it('a provisioned poller has "up to 5 concurrent invokes"', () => {
    const [begun] = course({ ...provisioned, BatchSize: 1 }, [0, 'a1 b1 c1 d1 e1 f1']);
    expect(begun).toBe('invoke #0 a1, invoke #1 b1, invoke #2 c1, invoke #3 d1, invoke #4 e1');
  });

  it('"Lambda reads messages sequentially for each Kafka topic partition": one batch of a partition', () => {
    const events = [
      [0, 'a1 a2 b1'],
      [5, { of: 1, outcome: ok }],
      [6, { of: 0, outcome: ok }],
    ] as const;
    expect(course({ ...provisioned, BatchSize: 1 }, ...events)).toEqual([
      'invoke #0 a1, invoke #1 b1',
      '',
      'invoke #2 a2',
    ]);
  });

  it('a partition that is retried does not hold up the others', () => {
    const events = [
      [0, 'a1'],
      [1, { of: 0, outcome: error }],
      [2, 'a2 b1'],
      [501, 'wake'],
      [502, { of: 0, outcome: ok }],
    ] as const;
    expect(course(provisioned, ...events)).toEqual([
      'invoke #0 a1',
      'wake 501',
      'invoke #1 b1',
      'invoke #0 a1',
      'invoke #2 a2',
    ]);
  });
});

describe('retrying a batch (Lambda guide, kafka-retry-configurations)', () => {
  it('on demand, "Lambda retries the whole batch of messages until processing succeeds"', () => {
    const events = [
      [0, 'a1 b1'],
      [1, { of: 0, outcome: error }],
      [501, 'wake'],
      [502, { of: 0, outcome: error }],
      [1502, 'wake'],
    ] as const;
    expect(course({}, ...events)).toEqual([
      'invoke #0 a1 b1',
      'wake 501',
      'invoke #0 a1 b1',
      'wake 1502',
      'invoke #0 a1 b1',
    ]);
  });

  it('"or the messages expire": what the topic has forgotten is not tried again', () => {
    const events = [
      [0, 'a1'],
      [1, { of: 0, outcome: error }],
      [8 * day, 'wake'],
    ] as const;
    expect(course({}, ...events)[2]).toBe('discard a1 RetentionExceeded after 1');
  });

  it('MaximumRetryAttempts "doesn\'t count the initial invocation attempt"', () => {
    const events = [
      [0, 'a1'],
      [1, { of: 0, outcome: error }],
      [501, 'wake'],
      [502, { of: 0, outcome: error }],
    ] as const;
    expect(course({ ...provisioned, MaximumRetryAttempts: 1 }, ...events)[3]).toBe(
      'discard a1 RetryAttemptsExhausted after 2',
    );
  });

  it('"infinite retries and an on-failure destination": at most 10 retries', () => {
    const destination = { DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::parked' } } };
    const events: (readonly [number, What])[] = [[0, 'a1']];
    for (let n = 1; n <= 11; n++) events.push([n * minute, { of: 0, outcome: error }], [n * minute + 60_000, 'wake']);
    const all = course(destination, ...events.slice(0, -1));
    expect(all.filter((what) => what.startsWith('invoke'))).toHaveLength(11);
    expect(all.at(-1)).toBe('discard a1 RetryAttemptsExhausted after 11');
  });

  it('an invocation that is throttled counts as no attempt', () => {
    const events = [
      [0, 'a1'],
      [1, { of: 0, outcome: throttled }],
      [501, 'wake'],
      [502, { of: 0, outcome: error }],
    ] as const;
    expect(course({ ...provisioned, MaximumRetryAttempts: 0 }, ...events)[3]).toBe(
      'discard a1 RetryAttemptsExhausted after 1',
    );
  });

  it('MaximumRecordAgeInSeconds goes by the timestamp of each record, which its producer sets', () => {
    const old = [record('a1', { at: 0 }), record('a2', { at: hour }), record('b1', { at: 0 })];
    const given = { ...provisioned, MaximumRecordAgeInSeconds: 60 };
    expect(course(given, [hour, old])).toEqual(['discard a1 b1 RecordAgeExceeded after 1, invoke #0 a2']);
  });

  it('"split the batch into two smaller batches and retry each separately", the first half first, without using up retries', () => {
    const given = { ...provisioned, MaximumRetryAttempts: 0, BisectBatchOnFunctionError: true };
    const events = [
      [0, 'a1 a2 b1'],
      [1, { of: 0, outcome: error }],
      [501, 'wake'],
      [502, { of: 0, outcome: ok }],
      [503, { of: 0, outcome: error }],
    ] as const;
    expect(course(given, ...events)).toEqual([
      'invoke #0 a1 a2 b1',
      'wake 501',
      'invoke #0 a1 a2',
      'invoke #0 b1',
      'discard b1 RetryAttemptsExhausted after 2',
    ]);
  });
});

describe('a partial answer (Lambda guide, kafka-retry-configurations)', () => {
  const rest = (outcome: Outcome, onlyNamed = false) =>
    course(partial, [0, 'a1 a2 a3 b1 b2'], [1, { of: 0, outcome, onlyNamed }], [501, 'wake'])[2];

  it('a partition that it does not name is done; of one that it names, what comes before the first failed record', () => {
    expect(rest(failedAt('a2'))).toBe('invoke #0 a2 a3');
    expect(rest(failedAt('a3 a2 b2'))).toBe('invoke #0 a2 a3 b2');
  });

  it('"retry only the failed records", taken literally: what is not named is done', () => {
    expect(rest(failedAt('a2'), true)).toBe('invoke #0 a2');
    expect(rest(failedAt('a2 a3'), true)).toBe('invoke #0 a2 a3');
  });

  it('what is left has attempts of its own', () => {
    const events = [
      [0, 'a1 a2'],
      [1, { of: 0, outcome: failedAt('a2') }],
      [501, 'wake'],
      [502, { of: 0, outcome: error }],
      [1002, 'wake'],
      [1003, { of: 0, outcome: error }],
    ] as const;
    expect(course({ ...partial, MaximumRetryAttempts: 1 }, ...events)[5]).toBe(
      'discard a2 RetryAttemptsExhausted after 2',
    );
  });

  it('a record that fails for ever uses up its attempts, though each answer names it (recorded on AWS for streams)', () => {
    const again = { of: 0, outcome: failedAt('a2') };
    const events = [
      [0, 'a1 a2'],
      [1, again],
      [501, 'wake'],
      [502, again],
      [1002, 'wake'],
      [1003, again],
    ] as const;
    expect(course({ ...partial, MaximumRetryAttempts: 1 }, ...events)).toEqual([
      'invoke #0 a1 a2',
      'wake 501',
      'invoke #0 a2',
      'wake 1002',
      'invoke #0 a2',
      'discard a2 RetryAttemptsExhausted after 2',
    ]);
  });

  it('an answer that names everything splits the batch where the mapping says so', () => {
    const events = [
      [0, 'a1 b1'],
      [1, { of: 0, outcome: failedAt('a1 b1') }],
      [501, 'wake'],
    ] as const;
    expect(course({ ...partial, BisectBatchOnFunctionError: true }, ...events)[2]).toBe('invoke #0 a1');
  });

  it('a record that is not in the event fails the whole batch', () => {
    expect(rest(failedAt('a9'))).toBe('invoke #0 a1 a2 a3 b1 b2');
    expect(rest(failedAt('a2 c1'))).toBe('invoke #0 a1 a2 a3 b1 b2');
  });

  it('without ReportBatchItemFailures, an answer is a success whatever it says', () => {
    expect(course(provisioned, [0, 'a1 a2'], [1, { of: 0, outcome: failedAt('a2') }])).toEqual(['invoke #0 a1 a2', '']);
  });
});

describe('a rebalance (Apache Kafka: what was not committed is delivered again)', () => {
  it('takes what waits and what is retried; what runs goes on, and its answer decides nothing', () => {
    const events = [
      [0, 'a1 b1'],
      [1, 'a2'],
      [2, { revoked: 'clicks-0' }],
      [3, 'a1 a2'],
      [4, { of: 0, outcome: error }],
      [504, 'wake'],
    ] as const;
    expect(course(provisioned, ...events)).toEqual([
      'invoke #0 a1 b1',
      '',
      '',
      'invoke #1 a1 a2',
      'wake 504',
      'invoke #0 b1',
    ]);
  });

  it('an answer may name records that the poller has lost since: they were in the event', () => {
    const events = [
      [0, 'a1 b1'],
      [1, { revoked: 'clicks-0' }],
      [2, { of: 0, outcome: failedAt('a1 b1') }],
      [502, 'wake'],
    ] as const;
    expect(course(partial, ...events)[3]).toBe('invoke #0 b1');
  });

  it('a batch that has lost all its records ends with its invocation', () => {
    const events = [
      [0, 'a1'],
      [1, { revoked: 'clicks-0' }],
      [2, 'a1'],
      [3, { of: 0, outcome: error }],
    ] as const;
    expect(course({}, ...events)).toEqual(['invoke #0 a1', '', '', 'invoke #1 a1']);
  });
});
