import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';

/** What a schedule invokes the function with. */
export interface Reminder {
  remindOf: string;
}

/** A schedule that reminds of a sensor once, in five minutes. */
export const scheduleOfReminder = (
  sensor: string,
  functionArn: string,
  { group, role }: { group: string; role: string },
  now: number,
): CreateScheduleCommandInput => ({
  Name: sensor,
  GroupName: group,
  ScheduleExpression: `at(${new Date(now + 300_000).toISOString().slice(0, 19)})`,
  FlexibleTimeWindow: { Mode: 'OFF' },
  ActionAfterCompletion: 'DELETE',
  Target: { Arn: functionArn, RoleArn: role, Input: JSON.stringify({ remindOf: sensor } satisfies Reminder) },
});
