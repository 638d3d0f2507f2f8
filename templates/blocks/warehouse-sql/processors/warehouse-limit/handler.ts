import { Logger } from '@aws-lambda-powertools/logger';
import {
  CreateUsageLimitCommand,
  DeleteUsageLimitCommand,
  paginateListUsageLimits,
  RedshiftServerlessClient,
  UpdateUsageLimitCommand,
} from '@aws-sdk/client-redshift-serverless';
import type { CloudFormationCustomResourceHandler } from 'aws-lambda';
import { respond } from '../lib/custom-resource.ts';
import { setUsageLimit, type LimitApi, type WantedLimit } from './usage-limit.ts';

const logger = new Logger();
const client = new RedshiftServerlessClient();
const usageType = 'serverless-compute';

const api: LimitApi = {
  list: async (resourceArn) => {
    const limits = [];
    for await (const page of paginateListUsageLimits({ client }, { resourceArn, usageType }))
      limits.push(...(page.usageLimits ?? []));
    return limits;
  },
  create: async ({ workgroupArn: resourceArn, amount, period, breachAction }) => {
    await client.send(new CreateUsageLimitCommand({ resourceArn, usageType, amount, period, breachAction }));
  },
  update: async (usageLimitId, changes) => {
    await client.send(new UpdateUsageLimitCommand({ usageLimitId, ...changes }));
  },
  delete: async (usageLimitId) => {
    await client.send(new DeleteUsageLimitCommand({ usageLimitId }));
  },
};

/** Runs in a deployment: CloudFormation has no type for the usage limits of a workgroup. */
export const handler: CloudFormationCustomResourceHandler = (event, context) => {
  logger.addContext(context);
  const { WorkgroupArn, Amount, Period, BreachAction } = event.ResourceProperties as unknown as Properties;
  const wanted = { workgroupArn: WorkgroupArn, amount: Number(Amount), period: Period, breachAction: BreachAction };
  const step = {
    id: WorkgroupArn,
    // the limit goes with its workgroup: there is nothing to undo
    run: async () => (event.RequestType === 'Delete' ? undefined : setUsageLimit(api, wanted)),
  };
  return respond(event, step, { fetch, logger });
};

/** CloudFormation sends every value as a text. */
interface Properties {
  WorkgroupArn: string;
  Amount: string;
  Period: WantedLimit['period'];
  BreachAction: WantedLimit['breachAction'];
}
