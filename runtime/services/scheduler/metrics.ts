import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const source = 'EventBridge Scheduler guide, monitoring-cloudwatch, "Schedule metrics"';
const dimensions = ['ScheduleGroup'];

export const metrics = {
  'AWS/Scheduler': {
    InvocationAttemptCount: { dimensions, source },
    TargetErrorCount: { dimensions, source },
    InvocationDroppedCount: { dimensions, source, absent: 'a run has no retries that could be exhausted' },
  },
} satisfies MetricDefinitions;

/** What EventBridge Scheduler reports of an attempt to invoke a target. */
export function reportAttempt(sink: MetricSink, group: string, outcome: 'done' | 'failed'): void {
  const of = { ScheduleGroup: group };
  sink.put('AWS/Scheduler', 'InvocationAttemptCount', of, 1);
  if (outcome === 'failed') sink.put('AWS/Scheduler', 'TargetErrorCount', of, 1);
}
