/**
 * Whether a workgroup refuses a statement because it has used what its limit allows. It says no more than "Query reached usage limit",
 * and its state is still AVAILABLE (Redshift management guide, "Setting usage limits": "Turn off user queries").
 */
export const isUsageLimitReached = (error: unknown): boolean =>
  error instanceof Error && /\busage limit\b/i.test(error.message);
