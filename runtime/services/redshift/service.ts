import type { Service } from '../../contracts/service.ts';
import type { Give } from '../../contracts/template.ts';
import { arn, drawnUuid, name } from '../../template/give.ts';
import { faults } from './faults.ts';
import { metrics } from './metrics.ts';
import { Workgroups } from './workgroups.ts';

const namespaceArn = arn('redshift-serverless', (self) => `namespace/${drawnUuid(self)}`);
const workgroupArn = arn('redshift-serverless', (self) => `workgroup/${drawnUuid(self)}`);
const host: Give = (self) =>
  `${name(self)}.${self.place.account}.${self.place.region}.redshift-serverless.amazonaws.com`;

export const redshift = {
  id: 'redshift',
  signingNames: ['redshift-data', 'redshift-serverless'],
  kind: 'warehouse',
  resources: {
    'AWS::RedshiftServerless::Namespace': {
      name: { property: 'NamespaceName', most: 64, lower: true },
      arn: namespaceArn,
      attributes: {
        'Namespace.NamespaceArn': namespaceArn,
        'Namespace.NamespaceId': drawnUuid,
        'Namespace.NamespaceName': name,
      },
      readBy: 'its workgroup: database, and the roles that SQL may name',
    },
    'AWS::RedshiftServerless::Workgroup': {
      name: { property: 'WorkgroupName', most: 64, lower: true },
      arn: workgroupArn,
      attributes: {
        'Workgroup.Endpoint.Address': host,
        'Workgroup.Endpoint.Port': () => '5439',
        'Workgroup.WorkgroupArn': workgroupArn,
        'Workgroup.WorkgroupId': drawnUuid,
        'Workgroup.WorkgroupName': name,
      },
      standIn:
        'Redshift: DuckDB behind the Data API, with the SQL that generated projects use; no privileges of database users, no dependencies between tables and views; COPY of JSON from Firehose, and of Parquet by a manifest, alone',
    },
  },
  faults,
  metrics,
  start: (of) => new Workgroups(of),
} satisfies Service;
