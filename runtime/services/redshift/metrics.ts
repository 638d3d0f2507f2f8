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

/** Whose work it is, and the Redshift processing units that do it. */
export interface Worker {
  readonly name: string;
  readonly capacity: number;
}

/** What a workgroup reports of work that it has done, in RPU-seconds. */
export const reportWork = (sink: MetricSink, { name, capacity }: Worker, milliseconds: number): void =>
  sink.put(
    'AWS/Redshift-Serverless',
    'ComputeSeconds',
    { Workgroup: name },
    (capacity * Math.max(leastMs, milliseconds)) / 1000,
  );
