import type { Findings } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Concurrency of the functions of an account in a region, in executions at once. */
export interface Concurrency {
  limit: number;
  /** What is left for all functions without a reservation. */
  unreserved: number;
  /** What the function has reserved before the deployment. */
  own: number;
}

/** Lambda keeps at least as many unreserved (Lambda developer guide, "Configuring reserved concurrency"). */
const leastUnreserved = 100;

/** Whether the account has room for the reservation of the search function. */
export function judgeConcurrency(wanted: number | undefined, { limit, unreserved, own }: Concurrency): Findings {
  if (wanted === undefined) return { problems: [], fine: 'Nothing is reserved.' };
  const left = unreserved + own - wanted;
  if (left >= leastUnreserved)
    return { problems: [], fine: `${wanted} are reserved, and ${left} are left for all others.` };
  return {
    problems: [
      {
        seen: `${unreserved + own} of the ${limit} executions of the account are free to be reserved.`,
        needed: `${wanted} for searches, and ${leastUnreserved} that stay unreserved.`,
        remedy: `Ask for more in Service Quotas ("Concurrent executions" of AWS Lambda), or set searchConcurrency in infra/config.ts to ${
          unreserved + own > leastUnreserved ? `${unreserved + own - leastUnreserved} or less` : 'undefined'
        }.`,
      },
    ],
    fine: '',
  };
}
