import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';
import { Streams } from './streams.ts';

export const kinesis = {
  id: 'kinesis',
  signingNames: ['kinesis'],
  kind: 'stream',
  resources: {
    'AWS::Kinesis::Stream': {
      name: { property: 'Name', most: 128 },
      arn: arn('kinesis', (self) => `stream/${name(self)}`),
      standIn: 'Kinesis: in memory, a fixed number of shards; no throughput limits',
    },
    'AWS::Kinesis::ResourcePolicy': { readBy: 'every call to the stream: it decides who may make it' },
  },
  faults,
  metrics,
  start: (host) => new Streams(host),
} satisfies Service;
