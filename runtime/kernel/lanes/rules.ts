import type { StreamMappingProperties } from '../../services/kinesis/types.ts';

/** An event source mapping's properties as the state machine needs them: milliseconds, and Infinity for Lambda's -1. */
export interface StreamRules {
  readonly batchSize: number;
  readonly window: number;
  readonly parallelization: number;
  readonly retries: number;
  readonly recordAge: number;
  readonly bisects: boolean;
  readonly readsItemFailures: boolean;
  /** How long the stream keeps a record; what it has forgotten can be neither retried nor parked. */
  readonly retention: number;
}

/** Lambda guide, services-kinesis-parameters; the API reference gives record ages below 60 s as invalid. */
const limits = {
  BatchSize: { least: 1, most: 10_000, default: 100 },
  MaximumBatchingWindowInSeconds: { least: 0, most: 300, default: 0 },
  ParallelizationFactor: { least: 1, most: 10, default: 1 },
  MaximumRetryAttempts: { least: 0, most: 10_000, default: -1 },
  MaximumRecordAgeInSeconds: { least: 60, most: 604_800, default: -1 },
} as const;

/** Throws for a value that Lambda would refuse, naming it and what is allowed. */
export function rulesOf(properties: StreamMappingProperties, retention: number): StreamRules {
  const value = (name: keyof typeof limits): number => {
    const { least, most, default: otherwise } = limits[name];
    const given = properties[name] ?? otherwise;
    if (given === -1 && otherwise === -1) return Infinity;
    if (Number.isInteger(given) && given >= least && given <= most) return given;
    throw new RangeError(
      `${name} is ${given}; Lambda accepts ${otherwise === -1 ? '-1 (infinite), or ' : ''}${least} to ${most}.`,
    );
  };
  if ((properties.TumblingWindowInSeconds ?? 0) > 0) throw new Error('TumblingWindowInSeconds is not modelled here.');
  return {
    batchSize: value('BatchSize'),
    window: value('MaximumBatchingWindowInSeconds') * 1000,
    parallelization: value('ParallelizationFactor'),
    retries: value('MaximumRetryAttempts'),
    recordAge: value('MaximumRecordAgeInSeconds') * 1000,
    bisects: properties.BisectBatchOnFunctionError ?? false,
    readsItemFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    retention,
  };
}
