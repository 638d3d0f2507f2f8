import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { setting } from '../settings.ts';
import { administratorSecret } from './administrator-secret.ts';
import type { BatchApi } from './transactions.ts';

/** Transactions on the workgroup that the environment of the function names, as the administrator of its database. */
export function batchApi(): BatchApi {
  const client = new RedshiftDataClient();
  const WorkgroupName = setting('WAREHOUSE_WORKGROUP');
  const Database = setting('WAREHOUSE_DATABASE');
  const secret = administratorSecret(setting('WAREHOUSE_NAMESPACE'));
  return {
    executeBatch: async (sqls, ClientToken) => {
      const call = { WorkgroupName, Database, SecretArn: await secret(), Sqls: [...sqls], ClientToken };
      const { Id } = await client.send(new BatchExecuteStatementCommand(call));
      return Id!;
    },
    describe: (Id) => client.send(new DescribeStatementCommand({ Id })),
  };
}
