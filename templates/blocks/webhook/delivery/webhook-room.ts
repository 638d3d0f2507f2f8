import type { Findings, Problem } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** What the webhook has to share. */
export interface WebhookRoom {
  /** Executions of Lambda at once, of the account in the region. */
  limit: number;
  /** Those of them that no function has reserved. */
  unreserved: number;
  /** What the webhook has reserved before the deployment. */
  own: number;
  /** New connections with IAM that a broker takes in a second; undefined where nobody knows. */
  connections: number | undefined;
}

/** Lambda keeps at least as many unreserved (Lambda developer guide, "Configuring reserved concurrency"). */
const leastUnreserved = 100;
/** The social producer has one process. */
const others = 1;

/** Whether account and brokers have room for so many processes of the webhook: all of them may start in the same second. */
export function judgeWebhook(wanted: number, { limit, unreserved, own, connections }: WebhookRoom): Findings {
  const free = unreserved + own;
  const problems: Problem[] = [];
  if (connections !== undefined && wanted + others > connections)
    problems.push({
      seen: `A broker takes ${connections} new connections with IAM a second.`,
      needed: `${wanted + others}: one for each process of the webhook, and one for the social producer.`,
      remedy: `Set concurrency of the webhook in infra/config.ts to ${connections - others} or less, or choose a larger instanceType in infra/blocks/msk-size.ts.`,
    });
  if (free - wanted < leastUnreserved)
    problems.push({
      seen: `${free} of the ${limit} executions of the account are free to be reserved.`,
      needed: `${wanted} for the webhook, and ${leastUnreserved} that stay unreserved.`,
      remedy: 'Ask for more in Service Quotas ("Concurrent executions" of AWS Lambda).',
    });
  return { problems, fine: `${wanted} are reserved, and ${free - wanted} are left for all other functions.` };
}
