/** What a process is to measure. */
export interface Job {
  /** What a cost is of. */
  unit: 'record' | 'search';
  /** Units a call. */
  batchSize: number;
  /** Calls a round. */
  calls: number;
  rounds: number;
  /** Files that export `handler`, called in turns. */
  handlers: readonly string[];
}

export interface Measured {
  /** For each handler, CPU microseconds of a unit in each round. */
  costs: readonly (readonly number[])[];
  /** The most memory that the process ever had, in MB. */
  peak: number;
}
