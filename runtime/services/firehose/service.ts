import type { Service } from '../../contracts/service.ts';
import { arn, name } from '../../template/give.ts';
import { DeliveryStreams } from './delivery-streams.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';

export const firehose = {
  id: 'firehose',
  signingNames: ['firehose'],
  kind: 'deliveryStream',
  resources: {
    'AWS::KinesisFirehose::DeliveryStream': {
      name: { property: 'DeliveryStreamName', most: 64 },
      arn: arn('firehose', (self) => `deliverystream/${name(self)}`),
      standIn:
        'Firehose: reads streams and topics, or takes what is put; buffers, transforms, converts to Parquet and delivers to S3, OpenSearch domains and Redshift Serverless; partitions as its transform says, not by queries; no throughput limits',
    },
  },
  faults,
  metrics,
  start: (host) => new DeliveryStreams(host),
} satisfies Service;
