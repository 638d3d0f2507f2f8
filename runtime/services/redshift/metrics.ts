import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const source = 'Redshift management guide, serverless-monitoring, "Amazon Redshift Serverless metrics"';
const dimensions = { Workgroup: 'AWS::RedshiftServerless::Workgroup' } as const;

export const metrics = {
  'AWS/Redshift-Serverless': {
    ComputeSeconds: { dimensions, unit: 'Seconds', source },
    ComputeCapacity: { dimensions, unit: 'Count', source, absent: 'a run has no capacity that could grow' },
  },
} satisfies MetricDefinitions;

/** serverless-billing: a workgroup is charged by the second while it works, and for a minute at least each time. */
const leastMs = 60_000;

/** The work of a workgroup, in RPU-seconds. Statements that run at the same time are charged once. */
export class WorkMeter {
  readonly #sink: MetricSink;
  readonly #workgroup: string;
  readonly #capacity: number;
  /** Until when it is charged already, epoch milliseconds. */
  #charged = 0;

  /** `capacity` is in Redshift processing units. */
  constructor(sink: MetricSink, workgroup: string, capacity: number) {
    this.#sink = sink;
    this.#workgroup = workgroup;
    this.#capacity = capacity;
  }

  /** It has worked from one instant to another. */
  worked(from: number, to: number): void {
    const resumes = from >= this.#charged;
    const end = Math.max(to, resumes ? from + leastMs : this.#charged);
    const milliseconds = end - (resumes ? from : this.#charged);
    this.#charged = end;
    const value = (this.#capacity * milliseconds) / 1000;
    if (value > 0) this.#sink.put('AWS/Redshift-Serverless', 'ComputeSeconds', { Workgroup: this.#workgroup }, value);
  }
}
