/** A one-time schedule that has not run yet. */
export interface PendingSchedule {
  readonly name: string;
  readonly group: string;
  /** When it runs. */
  readonly at: number;
  readonly targetArn: string;
  readonly roleArn: string;
  /** The event of the function, as JSON. */
  readonly input: string;
}

/** A schedule group of EventBridge Scheduler. */
export interface ScheduleGroup {
  readonly arn: string;
  readonly name: string;
  pending(): readonly PendingSchedule[];
}

export interface SchedulerKinds {
  scheduleGroup: ScheduleGroup;
}
