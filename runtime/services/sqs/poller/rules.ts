import type { QueueMappingProperties } from '../types.ts';

/** An event source mapping's properties as the state machine needs them. Milliseconds. */
export interface QueueRules {
  readonly batchSize: number;
  readonly window: number;
  /** Batches at the same time. */
  readonly concurrency: number;
  readonly readsItemFailures: boolean;
  readonly visibilityTimeout: number;
}

/** Lambda guide, services-sqs-parameters and services-sqs-scaling: MaximumConcurrency is 2 to 1,000. */
const limits = {
  BatchSize: { least: 1, most: 10_000 },
  MaximumBatchingWindowInSeconds: { least: 0, most: 300 },
  MaximumConcurrency: { least: 2, most: 1000 },
} as const;
const defaultBatchSize = 10;
const largestWithoutWindow = 10;
/** Lambda guide, services-sqs-scaling: it "begins by processing five batches at a time". There is no scaling beyond it here. */
const defaultConcurrency = 5;

const supported = [
  'BatchSize',
  'Enabled',
  'EventSourceArn',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'MetricsConfig',
  'ScalingConfig',
  'Tags',
];

/** Throws for what Lambda would refuse, in its words where they were recorded. */
export function rulesOf(
  properties: QueueMappingProperties,
  { visibilityTimeout, timeout }: { readonly visibilityTimeout: number; readonly timeout: number },
): QueueRules {
  checkNames(properties);
  const batchSize = value('BatchSize', properties.BatchSize ?? defaultBatchSize);
  const window = value('MaximumBatchingWindowInSeconds', properties.MaximumBatchingWindowInSeconds ?? 0);
  // recorded on AWS: `test_event_source_mapping_default_batch_size`
  if (batchSize > largestWithoutWindow && window === 0)
    throw new RangeError(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  // Lambda guide, services-sqs-configure: the visibility timeout has to be at least the timeout of the function
  if (timeout > visibilityTimeout)
    throw new RangeError(
      `Queue visibility timeout: ${visibilityTimeout / 1000} seconds is less than Function timeout: ${timeout / 1000} seconds`,
    );
  const concurrency = properties.ScalingConfig?.MaximumConcurrency;
  return {
    batchSize,
    window: window * 1000,
    concurrency: concurrency === undefined ? defaultConcurrency : value('MaximumConcurrency', concurrency),
    readsItemFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    visibilityTimeout,
  };
}

function checkNames(properties: object): void {
  if ('ProvisionedPollerConfig' in properties) throw new Error('ProvisionedPollerConfig is not modelled here.');
  const strange = Object.keys(properties).find((name) => !supported.includes(name));
  // recorded on AWS for DestinationConfig: `test_event_source_mapping_exceptions`
  if (strange !== undefined) throw new Error(`Unsupported ${strange} parameter for given event source mapping type.`);
}

function value(name: keyof typeof limits, given: number): number {
  const { least, most } = limits[name];
  if (Number.isInteger(given) && given >= least && given <= most) return given;
  throw new RangeError(`${name} is ${given}; Lambda accepts ${least} to ${most} for a queue.`);
}
