import { describe, expect, it } from '@jest/globals';
import { ChangeCapture, type CaptureApi, type Destination } from '../../processors/change-capture/change-capture.ts';
import type { Clock } from '../../processors/lib/clock.ts';

const stream = 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes';
const active = (precision: string): Destination => ({
  StreamArn: stream,
  DestinationStatus: 'ACTIVE',
  ApproximateCreationDateTimePrecision: precision,
});

/** A table whose destination takes a while to become what it was told to be, or `ends` as something else. */
function capture(destination: Destination | undefined, ends?: string, isThere = true) {
  const destinations = destination ? [destination] : [];
  const calls: string[] = [];
  const become = (next: Destination) => destinations.splice(0, destinations.length, next);
  const api: CaptureApi = {
    describe: async () => (isThere ? destinations : undefined),
    enable: async (_table, StreamArn, ApproximateCreationDateTimePrecision) => {
      calls.push(`enable ${ApproximateCreationDateTimePrecision}`);
      become({ StreamArn, DestinationStatus: 'ENABLING', ApproximateCreationDateTimePrecision });
    },
    update: async (_table, StreamArn, ApproximateCreationDateTimePrecision) => {
      calls.push(`update ${ApproximateCreationDateTimePrecision}`);
      become({ StreamArn, DestinationStatus: 'UPDATING', ApproximateCreationDateTimePrecision });
    },
    disable: async (_table, StreamArn) => {
      calls.push('disable');
      become({ StreamArn, DestinationStatus: 'DISABLING' });
    },
  };
  const clock: Clock = {
    now: () => 0,
    sleep: async () => {
      const moving = { ENABLING: ends ?? 'ACTIVE', UPDATING: 'ACTIVE', DISABLING: 'DISABLED' };
      const next = moving[destinations[0]?.DestinationStatus as keyof typeof moving];
      if (next) become({ ...destinations[0], DestinationStatus: next });
    },
    timeout: () => new AbortController().signal,
  };
  return { change: new ChangeCapture(api, clock), calls };
}

const minute = () => {
  let left = 60;
  return { remaining: () => left-- };
};

describe('switching change capture on', () => {
  it.each([
    ['where there is none', undefined, ['enable MICROSECOND']],
    ['where it was switched off', { StreamArn: stream, DestinationStatus: 'DISABLED' }, ['enable MICROSECOND']],
    ['where its times are too coarse', active('MILLISECOND'), ['update MICROSECOND']],
    ['where it is on', active('MICROSECOND'), []],
    [
      'where it could not be switched on',
      { StreamArn: stream, DestinationStatus: 'ENABLE_FAILED' },
      ['enable MICROSECOND'],
    ],
    ['where an earlier run is switching it on', { ...active('MICROSECOND'), DestinationStatus: 'ENABLING' }, []],
    ['where an earlier run is making its times finer', { ...active('MICROSECOND'), DestinationStatus: 'UPDATING' }, []],
    [
      'where it is being switched off',
      { ...active('MICROSECOND'), DestinationStatus: 'DISABLING' },
      ['enable MICROSECOND'],
    ],
    [
      'where another stream is being switched off',
      { StreamArn: 'arn:other', DestinationStatus: 'DISABLING' },
      ['enable MICROSECOND'],
    ],
  ])('does what is needed %s', async (_where, destination, expected) => {
    const { change, calls } = capture(destination);
    await change.on('things', stream, minute());
    expect(calls).toEqual(expected);
  });

  it.each(['ACTIVE', 'ENABLING', 'UPDATING'])(
    'stops at a table that sends its changes elsewhere (%s)',
    async (status) => {
      const { change, calls } = capture({ StreamArn: 'arn:other', DestinationStatus: status });
      await expect(change.on('things', stream, minute())).rejects.toThrow(/sends its changes to arn:other already/);
      expect(calls).toEqual([]);
    },
  );

  it('says that there is no such table', async () => {
    const { change, calls } = capture(undefined, undefined, false);
    await expect(change.on('things', stream, minute())).rejects.toThrow('There is no table things in this account');
    expect(calls).toEqual([]);
  });

  it('says when DynamoDB could not', async () => {
    const { change } = capture({ StreamArn: stream, DestinationStatus: 'DISABLED' }, 'ENABLE_FAILED');
    await expect(change.on('things', stream, minute())).rejects.toThrow('could not switch on');
  });

  it('gives up in time to say so', async () => {
    const { change, calls } = capture({ StreamArn: stream, DestinationStatus: 'ENABLING' }, 'ENABLING');
    await expect(change.on('things', stream, minute())).rejects.toThrow(/in time: to arn.* it is still ENABLING/);
    expect(calls).toEqual([]);
  });
});

describe('switching change capture off', () => {
  it('has nothing to do where the table is gone', async () => {
    const { change, calls } = capture(undefined, undefined, false);
    await change.off('things', stream, minute());
    expect(calls).toEqual([]);
  });

  it.each([
    ['where it is on', active('MICROSECOND'), ['disable']],
    ['where it is off', { StreamArn: stream, DestinationStatus: 'DISABLED' }, []],
    ['where there is none', undefined, []],
    ['where it is being switched on', { StreamArn: stream, DestinationStatus: 'ENABLING' }, ['disable']],
    ['where an earlier run is switching it off', { StreamArn: stream, DestinationStatus: 'DISABLING' }, []],
  ])('does what is needed %s', async (_where, destination, expected) => {
    const { change, calls } = capture(destination);
    await change.off('things', stream, minute());
    expect(calls).toEqual(expected);
  });
});
