import type { Service } from '../../contracts/service.ts';
import type { ResourceType } from '../../contracts/template.ts';
import { arn, drawnUuid, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';
import { Tables } from './tables.ts';

const tableArn = arn('dynamodb', (self) => `table/${name(self)}`);

const table: ResourceType = {
  name: { property: 'TableName', most: 255 },
  arn: tableArn,
  attributes: {
    StreamArn: (self) => `${tableArn(self)}/stream/2020-01-01T00:00:00.000`,
    TableId: drawnUuid,
  },
  standIn: 'DynamoDB: in memory, with change capture; no capacity limits, no local secondary indexes, no transactions',
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
