/** Glue web API, JobRunState, as far as a run has them. */
export type JobRunState = 'STARTING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMEOUT';

/** A run of a job. Times are epoch milliseconds. */
export interface JobRun {
  readonly id: string;
  /** 0 for the first, and one more for each repetition of it. */
  readonly attempt: number;
  readonly state: JobRunState;
  readonly arguments: Readonly<Record<string, string>>;
  readonly startedOn: number;
  readonly completedOn: number | undefined;
  /** Why it has failed. */
  readonly message: string | undefined;
}

/** A job of the template, as a run has it. */
export interface Job {
  readonly name: string;
  /** Newest first. */
  runs(): readonly JobRun[];
  /**
   * Starts a run with arguments in the place of the job's own, named with --. Throws ConcurrentRunsExceededException where as many run
   * as the job allows. `now`: what the script takes for now; the clock's, where it is left out.
   */
  start(
    given: Readonly<Record<string, string>>,
    now?: number,
  ): { readonly runId: string; readonly ended: Promise<JobRun> };
}

export interface GlueKinds {
  job: Job;
}
