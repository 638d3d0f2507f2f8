import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';
import { Alarms } from './alarms.ts';

export const cloudwatch = {
  id: 'cloudwatch',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::CloudWatch::Alarm': {
      name: { property: 'AlarmName', most: 255 },
      arn: arn('cloudwatch', (self) => `alarm:${name(self)}`),
      standIn: 'CloudWatch alarms: evaluated every minute; metrics arrive at once, and nobody is notified',
    },
    'AWS::CloudWatch::CompositeAlarm': { readBy: 'nothing: a run evaluates the alarms that it is made of' },
    'AWS::CloudWatch::Dashboard': { readBy: 'nothing: a run has a page of its own' },
  },
  faults: {},
  metrics: {},
  start: (host) => new Alarms(host),
} satisfies Service;
