import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';

export const cloudwatch = {
  id: 'cloudwatch',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::CloudWatch::Alarm': {
      name: { property: 'AlarmName', most: 255 },
      arn: arn('cloudwatch', (self) => `alarm:${name(self)}`),
      readBy: 'nothing: a run collects the metrics, and evaluates no alarms',
    },
    'AWS::CloudWatch::CompositeAlarm': { readBy: 'nothing: a run collects the metrics, and evaluates no alarms' },
    'AWS::CloudWatch::Dashboard': { readBy: 'nothing: a run has a page of its own' },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
