import { describe, expect, it } from '@jest/globals';
import type { StreamMappingProperties } from '../../runtime/services/kinesis/types.ts';
import { rulesOf } from '../../runtime/kernel/lanes/rules.ts';
import { day } from './world.ts';

describe('the limits of its properties (Lambda guide, services-kinesis-parameters)', () => {
  it.each<[StreamMappingProperties, string]>([
    [{ StartingPosition: 'LATEST', BatchSize: 0 }, 'BatchSize is 0; Lambda accepts 1 to 10000.'],
    [{ StartingPosition: 'LATEST', BatchSize: 10_001 }, 'BatchSize is 10001'],
    [{ StartingPosition: 'LATEST', MaximumBatchingWindowInSeconds: 301 }, 'Lambda accepts 0 to 300.'],
    [{ StartingPosition: 'LATEST', ParallelizationFactor: 11 }, 'Lambda accepts 1 to 10.'],
    [{ StartingPosition: 'LATEST', MaximumRetryAttempts: -2 }, 'Lambda accepts -1 (infinite), or 0 to 10000.'],
    [{ StartingPosition: 'LATEST', TumblingWindowInSeconds: 30 }, 'TumblingWindowInSeconds is not modelled here.'],
    [{ StartingPosition: 'LATEST', MaximumRecordAgeInSeconds: 59 }, 'Lambda accepts -1 (infinite), or 60 to 604800.'],
  ])('%j is refused', (properties, message) => {
    expect(() => rulesOf(properties, day)).toThrow(message);
  });

  it('has the defaults of Lambda', () => {
    expect(rulesOf({ StartingPosition: 'TRIM_HORIZON' }, day)).toEqual({
      batchSize: 100,
      window: 0,
      parallelization: 1,
      retries: Infinity,
      recordAge: Infinity,
      bisects: false,
      readsItemFailures: false,
      retention: day,
    });
  });
});
