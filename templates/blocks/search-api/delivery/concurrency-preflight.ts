import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Stage } from '../infra/stage.ts';
import type { PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { judgeConcurrency } from './concurrency.ts';

/** Whether the account has room for the searches that are to run at once. */
export const concurrencyPreflight: PreflightCheck<Stage & { searchConcurrency: number | undefined }> = {
  title: 'Concurrency for searches',
  // the account as such, and a function whose name CloudFormation makes up
  permissions: [{ actions: ['lambda:GetAccountSettings', 'lambda:GetFunctionConcurrency'], resources: ['*'] }],
  ask: async ({ settings, client, outputs }) => {
    const lambda = new LambdaClient(client);
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand());
    const FunctionName = outputs['SearchFunctionName'];
    const reserved = FunctionName && (await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName })));
    return judgeConcurrency(settings.searchConcurrency, {
      limit: AccountLimit!.ConcurrentExecutions!,
      unreserved: AccountLimit!.UnreservedConcurrentExecutions!,
      own: (reserved && reserved.ReservedConcurrentExecutions) || 0,
    });
  },
};
