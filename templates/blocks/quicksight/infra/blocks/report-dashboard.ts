import { Aws, Stack } from 'aws-cdk-lib';
import { CfnDashboard, CfnDataSet, CfnDataSource } from 'aws-cdk-lib/aws-quicksight';
import { Construct } from 'constructs';
import { reports, type ReportColumn } from '../../processors/lib/warehouse/reports.ts';
import { curatedTable } from '../curated-table.ts';
import { dashboardDefinition } from '../dashboard-definition.ts';
import { ownerActions } from '../dashboard-permissions.ts';
import { dashboardPrincipals } from '../dashboard-settings.ts';
import type { Stage } from '../stage.ts';
import type { Lake } from './lake.ts';

/** The type of a column in Quick Sight. */
const typeOf = { day: 'DATETIME', text: 'STRING', count: 'INTEGER', amount: 'DECIMAL' } as const satisfies Record<
  ReportColumn['kind'],
  string
>;

/**
 * The reports as a dashboard of Quick Sight. It asks Athena: the warehouse has no address, and a connection of Quick Sight into its network
 * would cost by the hour.
 */
export class ReportDashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, lake }: { stage: Stage; lake: Lake }) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const principal = dashboardPrincipals[stage.name];
    const permissions = (actions: readonly string[]) => [{ principal, actions: [...actions] }];
    const dataSource = new CfnDataSource(this, 'DataSource', {
      awsAccountId: Aws.ACCOUNT_ID,
      dataSourceId: `${stackName}-lake`,
      name: `${stackName}: curated events`,
      type: 'ATHENA',
      dataSourceParameters: { athenaParameters: { workGroup: `${stackName}-lake` } },
      permissions: permissions(ownerActions.dataSource),
    });
    dataSource.node.addDependency(lake);
    const events = `"${lake.databaseName}"."${curatedTable.name}"`;
    const dataSets = reports.map((report) => {
      const dataSet = new CfnDataSet(this, `DataSet-${report.name}`, {
        awsAccountId: Aws.ACCOUNT_ID,
        dataSetId: `${stackName}-${report.name}`,
        name: `${stackName}: ${report.title}`,
        importMode: 'DIRECT_QUERY',
        physicalTableMap: {
          rows: {
            customSql: {
              dataSourceArn: dataSource.attrArn,
              name: report.name,
              sqlQuery: report.sql(events),
              columns: report.columns.map(({ name, kind }) => ({ name, type: typeOf[kind] })),
            },
          },
        },
        permissions: permissions(ownerActions.dataSet),
      });
      return [report.name, dataSet.attrArn] as const;
    });
    new CfnDashboard(this, 'Dashboard', {
      awsAccountId: Aws.ACCOUNT_ID,
      dashboardId: `${stackName}-reports`,
      name: `${stackName}: reports`,
      validationStrategy: { mode: 'STRICT' },
      definition: dashboardDefinition(Object.fromEntries(dataSets)),
      permissions: permissions(ownerActions.dashboard),
    });
  }
}
