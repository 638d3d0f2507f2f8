import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';
import { Schedules } from './schedules.ts';

export const scheduler = {
  id: 'scheduler',
  signingNames: ['scheduler'],
  kind: 'scheduleGroup',
  resources: {
    'AWS::Scheduler::ScheduleGroup': {
      name: { property: 'Name', most: 64 },
      arn: arn('scheduler', (self) => `schedule-group/${name(self)}`),
      standIn: 'EventBridge Scheduler: one-time schedules that invoke functions; no retries, no time zones but UTC',
    },
  },
  faults,
  metrics,
  start: (host) => new Schedules(host),
} satisfies Service;
