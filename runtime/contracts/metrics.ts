/** A CloudWatch metric of a service. */
export interface MetricDefinition {
  /** Names, in the order in which AWS documents them. */
  readonly dimensions: readonly string[];
  /** Guide and page. */
  readonly source: string;
  /** Why a run has no values of it, where it has none. */
  readonly absent?: string;
}

/** By namespace and name: { 'AWS/Lambda': { Errors: … } }. */
export type MetricDefinitions = Readonly<Record<string, Readonly<Record<string, MetricDefinition>>>>;

/** What was reported under one metric and one set of dimensions. */
export interface MetricSeries {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Oldest first; minutes in which nothing was reported are left out. */
  readonly minutes: readonly MetricMinute[];
}

/** The values of one minute of the clock of the run. */
export interface MetricMinute {
  /** When it began, epoch milliseconds. */
  readonly at: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

export interface MetricSink {
  /** Reports a value, as CloudWatch's PutMetricData does. */
  put(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void;
}
