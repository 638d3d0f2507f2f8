import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const source = 'Redshift management guide, serverless-monitoring, "Amazon Redshift Serverless metrics"';
const dimensions = { Workgroup: 'AWS::RedshiftServerless::Workgroup' } as const;

export const metrics = {
  'AWS/Redshift-Serverless': {
    ComputeSeconds: { dimensions, unit: 'Seconds', source },
    ComputeCapacity: { dimensions, unit: 'Count', source, absent: 'a run has no capacity that could grow' },
  },
} satisfies MetricDefinitions;

/** serverless-billing: a workgroup that works is charged by the second, for a minute at least. */
const leastMs = 60_000;

/** What a workgroup reports of work that it has done. */
export const reportWork = (sink: MetricSink, workgroup: string, milliseconds: number): void =>
  sink.put(
    'AWS/Redshift-Serverless',
    'ComputeSeconds',
    { Workgroup: workgroup },
    Math.max(leastMs, milliseconds) / 1000,
  );
