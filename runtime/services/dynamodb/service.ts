import type { Service } from '../../contracts/service.ts';
import type { ResourceType } from '../../contracts/template.ts';
import { arn, drawnUuid, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';
import { streamArnOf } from './stream-arn.ts';
import { Tables } from './tables.ts';

const tableArn = arn('dynamodb', (self) => `table/${name(self)}`);

const table: ResourceType = {
  name: { property: 'TableName', most: 255 },
  arn: tableArn,
  attributes: {
    StreamArn: (self) => streamArnOf(tableArn(self)),
    TableId: drawnUuid,
  },
  standIn:
    'DynamoDB: in memory, with change capture; a stream of a table has four shards that never split; no capacity limits, no local secondary indexes, no transactions',
};

export const dynamodb = {
  id: 'dynamodb',
  signingNames: ['dynamodb'],
  kind: 'table',
  resources: { 'AWS::DynamoDB::GlobalTable': table, 'AWS::DynamoDB::Table': table },
  faults,
  metrics,
  start: (host) => new Tables(host),
} satisfies Service;
