import type { FaultDefinitions } from '../../contracts/faults.ts';

export const faults = {
  'schedule.repeated': {
    rate: 0.2,
    sightings: 1,
    title: 'Schedule runs twice',
    explanation: 'EventBridge Scheduler invokes the target of a schedule twice.',
    source: 'EventBridge Scheduler guide, what-is-scheduler: "at-least-once event delivery to targets"',
  },
} satisfies FaultDefinitions;
