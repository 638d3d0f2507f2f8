import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
  type Field,
  type GetStatementResultResponse,
} from '@aws-sdk/client-redshift-data';
import { GetNamespaceCommand, RedshiftServerlessClient } from '@aws-sdk/client-redshift-serverless';
import { setting } from '../settings.ts';
import type { DataApi, Value } from './statements.ts';

/** The Data API of the workgroup that the environment of the function names, as the administrator of its database. */
export function dataApi(): DataApi {
  const client = new RedshiftDataClient();
  const WorkgroupName = setting('WAREHOUSE_WORKGROUP');
  const Database = setting('WAREHOUSE_DATABASE');
  const namespace = setting('WAREHOUSE_NAMESPACE');
  let known: string | undefined;
  return {
    execute: async (Sql, ClientToken) => {
      const SecretArn = (known ??= await secretOf(namespace));
      const call = { WorkgroupName, Database, SecretArn, Sql, ClientToken };
      const { Id } = await client.send(new ExecuteStatementCommand(call));
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

/** CloudFormation does not tell the secret that Redshift keeps the administrator's password in. */
async function secretOf(namespaceName: string): Promise<string> {
  const client = new RedshiftServerlessClient();
  const { namespace } = await client.send(new GetNamespaceCommand({ namespaceName }));
  if (namespace?.adminPasswordSecretArn) return namespace.adminPasswordSecretArn;
  throw new Error(`The namespace ${namespaceName} has no managed password of its administrator.`);
}

const valueOf = ({ isNull, stringValue, longValue, doubleValue, booleanValue }: Field): Value =>
  isNull ? null : (stringValue ?? longValue ?? doubleValue ?? booleanValue ?? null);
