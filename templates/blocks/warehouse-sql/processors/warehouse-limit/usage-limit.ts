/** A limit of a workgroup: API reference of Redshift Serverless, UsageLimit. */
export interface WantedLimit {
  workgroupArn: string;
  /** RPU-hours in each period. */
  amount: number;
  period: 'daily' | 'weekly' | 'monthly';
  /** What happens when it is reached. "deactivate" refuses all queries until the next period. */
  breachAction: 'log' | 'emit-metric' | 'deactivate';
}

/** A limit that is there. */
export interface Limit {
  usageLimitId?: string;
  amount?: number;
  period?: string;
  breachAction?: string;
}

/** The operations of Redshift Serverless on the compute limits of a workgroup. */
export interface LimitApi {
  list(workgroupArn: string): Promise<Limit[]>;
  create(wanted: WantedLimit): Promise<void>;
  update(usageLimitId: string, changes: Pick<WantedLimit, 'amount' | 'breachAction'>): Promise<void>;
  delete(usageLimitId: string): Promise<void>;
}

/**
 * The workgroup has this limit for its compute, and no other. May run any number of times. The period of a limit cannot be changed: a
 * limit with another period goes once the new one is there.
 */
export async function setUsageLimit(api: LimitApi, wanted: WantedLimit): Promise<void> {
  const limits = await api.list(wanted.workgroupArn);
  const own = limits.find(({ period }) => period === wanted.period);
  if (!own) await api.create(wanted);
  else if (own.amount !== wanted.amount || own.breachAction !== wanted.breachAction)
    await api.update(own.usageLimitId!, { amount: wanted.amount, breachAction: wanted.breachAction });
  for (const { usageLimitId, period } of limits) if (period !== wanted.period) await api.delete(usageLimitId!);
}
