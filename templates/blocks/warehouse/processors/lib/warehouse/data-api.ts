import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
  type Field,
  type GetStatementResultResponse,
} from '@aws-sdk/client-redshift-data';
import { setting } from '../settings.ts';
import type { DataApi, Value } from './statements.ts';

/** The Data API of the workgroup that the environment of the function names, as the administrator of its database. */
export function dataApi(): DataApi {
  const client = new RedshiftDataClient();
  const database = {
    WorkgroupName: setting('WAREHOUSE_WORKGROUP'),
    Database: setting('WAREHOUSE_DATABASE'),
    SecretArn: setting('WAREHOUSE_SECRET_ARN'),
  };
  return {
    execute: async (Sql, ClientToken) => {
      const { Id } = await client.send(new ExecuteStatementCommand({ ...database, Sql, ClientToken }));
      return Id!;
    },
    describe: (Id) => client.send(new DescribeStatementCommand({ Id })),
    rows: async (Id) => {
      const rows: Value[][] = [];
      let NextToken: string | undefined;
      do {
        const page: GetStatementResultResponse = await client.send(new GetStatementResultCommand({ Id, NextToken }));
        rows.push(...(page.Records ?? []).map((fields) => fields.map(valueOf)));
        NextToken = page.NextToken;
      } while (NextToken);
      return rows;
    },
  };
}

const valueOf = ({ isNull, stringValue, longValue, doubleValue, booleanValue }: Field): Value =>
  isNull ? null : (stringValue ?? longValue ?? doubleValue ?? booleanValue ?? null);
