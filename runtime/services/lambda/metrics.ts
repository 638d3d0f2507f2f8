import type { Discard, OffsetLag, PolledEvents } from '../../contracts/event-source.ts';
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
    OffsetLag: ofFunction,
    DestinationDeliveryFailures: ofFunction,
    PolledEventCount: ofMapping,
    FilteredOutEventCount: ofMapping,
    InvokedEventCount: ofMapping,
    FailedInvokeEventCount: ofMapping,
    DroppedEventCount: ofMapping,
    OnFailureDestinationDeliveredEventCount: ofMapping,
    MaxOffsetLag: ofMapping,
    SumOffsetLag: ofMapping,
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

/** What Lambda reports of records that it has read, where the mapping asks for EventCount metrics. Reported for Kafka only. */
export function reportPolled(sink: MetricSink, mappingUuid: string, { count, filteredOut }: PolledEvents): void {
  const of = { EventSourceMappingUUID: mappingUuid };
  sink.put('AWS/Lambda', 'PolledEventCount', of, count);
  sink.put('AWS/Lambda', 'FilteredOutEventCount', of, filteredOut);
}

/** The same of records that an invocation had: those of a function that was throttled, or failed, count as failed. */
export function reportEvents(sink: MetricSink, mappingUuid: string, outcome: Outcome['type'], count: number): void {
  const of = { EventSourceMappingUUID: mappingUuid };
  if (outcome !== 'throttled') sink.put('AWS/Lambda', 'InvokedEventCount', of, count);
  sink.put('AWS/Lambda', 'FailedInvokeEventCount', of, outcome === 'returned' ? 0 : count);
}

/**
 * How far a mapping is behind a Kafka topic: OffsetLag "at the topic level" for every function; of the partitions, where the mapping
 * asks for KafkaMetrics.
 */
export function reportLag(
  sink: MetricSink,
  { functionName, mapping }: { readonly functionName: string; readonly mapping: string | undefined },
  { most, sum }: OffsetLag,
): void {
  sink.put('AWS/Lambda', 'OffsetLag', { FunctionName: functionName }, sum);
  if (mapping === undefined) return;
  sink.put('AWS/Lambda', 'MaxOffsetLag', { EventSourceMappingUUID: mapping }, most);
  sink.put('AWS/Lambda', 'SumOffsetLag', { EventSourceMappingUUID: mapping }, sum);
}
