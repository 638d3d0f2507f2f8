import type { RunningJob } from '../../contracts/job.ts';

/** A Flink application of the template, as a run has it. */
export interface FlinkApplication {
  readonly name: string;
  readonly status: 'READY' | 'STARTING' | 'RUNNING';
  /** What stands for its program, once it was started. */
  readonly job: RunningJob | undefined;
}

export interface KinesisanalyticsKinds {
  application: FlinkApplication;
}
