import type { Findings } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Managed Flink developer guide, "Quotas": applications of an account in a region, where nobody has asked for more. */
const most = 100;

/** What to think of the applications that a region has. `isMade`: that of the stage is among them. */
export function judgeApplications(count: number, { isMade }: { isMade: boolean }): Findings {
  const seen = `${count} applications of Managed Flink in the region`;
  if (isMade || count < most) return { problems: [], fine: seen };
  const problem = {
    seen,
    needed: `one more than the usual quota of ${most} allows`,
    remedy: 'Delete applications that nobody needs, or ask for more in Service Quotas.',
  };
  return { problems: [problem], fine: '' };
}
