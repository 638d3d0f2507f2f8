import type { LocalStack } from '../../runtime/contracts/local-stack.ts';

/**
 * Runs each schedule that has a rate: now, and then at that rate until the clock of the run stops. Like EventBridge, it does not
 * wait for a run to end. What a run fails of is in the log of its function.
 */
export function keepSchedules({
  schedules,
  clock,
  runSchedule,
}: Pick<LocalStack, 'schedules' | 'clock' | 'runSchedule'>): void {
  for (const { component, every } of schedules) {
    if (every === undefined) continue;
    const due = (): void => {
      clock.timer(every, due);
      runSchedule(component).catch(() => undefined);
    };
    due();
  }
}
