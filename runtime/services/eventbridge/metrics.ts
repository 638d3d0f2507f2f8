import type { MetricDefinitions } from '../../contracts/metrics.ts';

const dimensions = { RuleName: 'AWS::Events::Rule' } as const;
const source =
  'EventBridge user guide, eb-monitoring, "EventBridge metrics": RuleName alone is a rule of the default bus';

export const namespace = 'AWS/Events';

export const metrics = {
  [namespace]: {
    FailedInvocations: { dimensions, unit: 'Count', source },
    Invocations: { dimensions, unit: 'Count', source },
    TriggeredRules: { dimensions, unit: 'Count', source },
  },
} satisfies MetricDefinitions;
