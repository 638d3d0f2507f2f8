import type { Service } from '../../contracts/service.ts';
import { globalArn, name } from '../../template/give.ts';
import { BucketsOfRun } from './buckets.ts';
import { faults } from './faults.ts';

export const s3 = {
  id: 's3',
  signingNames: ['s3'],
  kind: 'bucket',
  resources: {
    'AWS::S3::Bucket': {
      name: { property: 'BucketName', most: 63, lower: true },
      arn: globalArn('s3', name, () => ''),
      attributes: {
        DomainName: (self) => `${name(self)}.s3.amazonaws.com`,
        RegionalDomainName: (self) => `${name(self)}.s3.${self.place.region}.amazonaws.com`,
      },
      standIn: 'S3: in memory; versions can be read but not deleted, no lifecycle',
    },
    'AWS::S3::BucketPolicy': { readBy: 'every call to the bucket: it decides who may make it' },
    'Custom::S3BucketNotifications': { readBy: 'the bucket: it sends notifications to queues' },
  },
  faults,
  metrics: {},
  start: (host) => new BucketsOfRun(host),
} satisfies Service;
