/** A function that a file exports. */
export interface HandlerPlace {
  file: string;
  name: 'handler' | 'signed';
}

/** What a process is to measure. */
export interface Job {
  /** What a cost is of. */
  unit: 'record' | 'search' | 'change';
  /** Units a call. */
  batchSize: number;
  /** Calls a round. */
  calls: number;
  rounds: number;
  /** Called in turns. */
  handlers: readonly HandlerPlace[];
}

export interface Measured {
  /** For each handler, CPU microseconds of a unit in each round. */
  costs: readonly (readonly number[])[];
  /** The most memory that the process ever had, in MB. */
  peak: number;
}
