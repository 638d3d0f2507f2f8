/** As CloudWatch names them. */
export type MetricUnit = 'Count' | 'Seconds' | 'Milliseconds' | 'Bytes' | 'Bytes/Second' | 'Megabytes' | 'Percent';

/** What the value of a dimension names: a resource of a type, the account, or something that AWS does not document. */
export type DimensionOf = `AWS::${string}::${string}` | 'account' | 'undocumented';

/** A CloudWatch metric of a service. */
export interface MetricDefinition {
  /** By name, in the order in which AWS documents them. */
  readonly dimensions: Readonly<Record<string, DimensionOf>>;
  readonly unit: MetricUnit;
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

/** The same with what percentiles are computed from. */
export interface RecordedSeries extends Omit<MetricSeries, 'minutes'> {
  readonly minutes: readonly RecordedMinute[];
}

export interface RecordedMinute extends MetricMinute {
  /** How many values fell into each step of 2 %. */
  readonly steps: ReadonlyMap<number, number>;
}

export interface MetricSink {
  /** Reports a value, as CloudWatch's PutMetricData does. */
  put(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void;
}

export interface MetricSource {
  /** Every series of a metric, whatever its dimensions. */
  recorded(namespace: string, name: string): readonly RecordedSeries[];
}
