import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';

export const logs = {
  id: 'logs',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::Logs::LogGroup': {
      name: { property: 'LogGroupName', most: 512 },
      // its Arn ends so that it covers the log streams
      arn: arn('logs', (self) => `log-group:${name(self)}:*`),
      readBy:
        'Lambda: a role has to allow a function to write to it; a run keeps the newest errors and the metrics of a log',
    },
    'AWS::Logs::LogStream': { readBy: 'nothing: a run keeps no logs' },
    'AWS::Logs::MetricFilter': { readBy: 'nothing: a run reads the metrics that functions embed in their logs' },
    'AWS::Logs::ResourcePolicy': { readBy: 'nothing: no service of a run writes its own logs' },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
