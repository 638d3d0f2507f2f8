import type { Discard } from '../../contracts/event-source.ts';
import type { Outcome } from '../../contracts/function.ts';
import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const source = 'Lambda guide, monitoring-metrics-types';
const ofFunction = { dimensions: { FunctionName: 'AWS::Lambda::Function' }, unit: 'Count', source } as const;
const ofMapping = {
  dimensions: { EventSourceMappingUUID: 'AWS::Lambda::EventSourceMapping' },
  unit: 'Count',
  source: 'Lambda guide, monitoring-metrics-types, event source mapping metrics',
} as const;

export const metrics = {
  'AWS/Lambda': {
    Invocations: ofFunction,
    Errors: ofFunction,
    Throttles: ofFunction,
    Duration: { ...ofFunction, unit: 'Milliseconds' },
    IteratorAge: { ...ofFunction, unit: 'Milliseconds' },
    DestinationDeliveryFailures: ofFunction,
    DroppedEventCount: ofMapping,
    OnFailureDestinationDeliveredEventCount: ofMapping,
  },
} satisfies MetricDefinitions;

/** What Lambda reports of an invocation. `duration` is in milliseconds. */
export function reportInvocation(
  sink: MetricSink,
  functionName: string,
  { outcome, duration }: { readonly outcome: Outcome['type']; readonly duration: number },
): void {
  const put = (name: keyof (typeof metrics)['AWS/Lambda'], value: number): void =>
    sink.put('AWS/Lambda', name, { FunctionName: functionName }, value);
  put('Throttles', outcome === 'throttled' ? 1 : 0);
  // "Invocations aren't recorded if the invocation request is throttled"
  if (outcome === 'throttled') return;
  put('Invocations', 1);
  put('Errors', outcome === 'failed' ? 1 : 0);
  put('Duration', duration);
}

/** The age of the last record in an event, when the function is invoked, in milliseconds. */
export const reportAge = (sink: MetricSink, functionName: string, age: number): void =>
  sink.put('AWS/Lambda', 'IteratorAge', { FunctionName: functionName }, age);

/** Lambda reports once for each batch that it could not write to the on-failure destination. */
export const reportDeliveryFailure = (sink: MetricSink, functionName: string): void =>
  sink.put('AWS/Lambda', 'DestinationDeliveryFailures', { FunctionName: functionName }, 1);

/**
 * What Lambda reports of records that it gives up, where the mapping asks for EventCount metrics: dropped are those for which there
 * is no destination.
 */
export function reportDiscard(
  sink: MetricSink,
  mappingUuid: string,
  { records, objectKey, hasDestination }: Discard<unknown>,
): void {
  const put = (name: keyof (typeof metrics)['AWS/Lambda']): void =>
    sink.put('AWS/Lambda', name, { EventSourceMappingUUID: mappingUuid }, records.length);
  if (objectKey !== undefined) put('OnFailureDestinationDeliveredEventCount');
  else if (!hasDestination) put('DroppedEventCount');
}
