import { Stack } from 'aws-cdk-lib';
import { CfnNamedQuery } from 'aws-cdk-lib/aws-athena';
import { Construct } from 'constructs';
import { recentEvents, reports } from '../report-queries.ts';
import type { Lake } from './lake.ts';

/** The reports of the warehouse as queries of Athena: the same text, over the curated zone of the lake. */
export class ReportQueries extends Construct {
  constructor(scope: Construct, id: string, { lake }: { lake: Lake }) {
    super(scope, id);
    for (const { name, title, sql } of reports) {
      const query = new CfnNamedQuery(this, name, {
        name: name.replaceAll('_', '-'),
        description: `${title}: the last 30 days`,
        database: lake.database.ref,
        workGroup: `${Stack.of(this).stackName}-lake`,
        queryString: `${sql(recentEvents(lake.databaseName))}\nORDER BY 1 DESC, 2`,
      });
      query.node.addDependency(lake);
    }
  }
}
