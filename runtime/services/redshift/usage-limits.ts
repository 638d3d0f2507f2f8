import { uuidOf } from '../../kernel/identity.ts';
import { ServiceError } from '../../gateway/service-error.ts';

/** API reference of Redshift Serverless, UsageLimit. */
export interface UsageLimit {
  readonly usageLimitId: string;
  readonly usageLimitArn: string;
  readonly resourceArn: string;
  readonly usageType: string;
  /** RPU-hours, or terabytes, in each period. */
  readonly amount: number;
  readonly period: string;
  readonly breachAction: string;
}

/** The usage limits of the workgroups of a run. They limit nothing: a run has no bill. */
export class UsageLimits {
  readonly #limits = new Map<string, UsageLimit>();
  readonly #arnOf: (id: string) => string;

  constructor(arnOf: (id: string) => string) {
    this.#arnOf = arnOf;
  }

  of(resourceArn: string | undefined, usageType: string | undefined): readonly UsageLimit[] {
    return [...this.#limits.values()].filter(
      (limit) =>
        (resourceArn === undefined || limit.resourceArn === resourceArn) &&
        (usageType === undefined || limit.usageType === usageType),
    );
  }

  /** CreateUsageLimit, ConflictException: the limit already exists. */
  create(wanted: Omit<UsageLimit, 'usageLimitId' | 'usageLimitArn'>): UsageLimit {
    const { resourceArn, usageType, period } = wanted;
    if (this.of(resourceArn, usageType).some((limit) => limit.period === period))
      throw new ServiceError('ConflictException', 400, `A ${period} limit of ${usageType} exists already.`);
    const usageLimitId = uuidOf(`${resourceArn}|${usageType}|${period}`);
    const limit = { usageLimitId, usageLimitArn: this.#arnOf(usageLimitId), ...wanted };
    this.#limits.set(usageLimitId, limit);
    return limit;
  }

  update(id: string, changes: Partial<Pick<UsageLimit, 'amount' | 'breachAction'>>): UsageLimit {
    const limit = { ...this.#existing(id), ...changes };
    this.#limits.set(id, limit);
    return limit;
  }

  delete(id: string): UsageLimit {
    const limit = this.#existing(id);
    this.#limits.delete(id);
    return limit;
  }

  #existing(id: string): UsageLimit {
    const limit = this.#limits.get(id);
    if (!limit) throw new ServiceError('ResourceNotFoundException', 404, `The usage limit ${id} does not exist.`);
    return limit;
  }
}
