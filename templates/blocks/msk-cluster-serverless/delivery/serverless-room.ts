import type { Findings } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Serverless clusters of an account in a region, where nobody has asked for more (MSK developer guide, "Amazon MSK quota"). */
export const mostClusters = 10;

/** What a region has. */
export interface ServerlessRoom {
  /** Serverless clusters that there are. */
  clusters: number;
  /** Zones that subnets can be in. */
  zones: number;
}

/** What to think of the room that a region has for a serverless cluster. `isMade`: that of the stage is among them. */
export function judgeServerless(
  { clusters, zones }: ServerlessRoom,
  { needed, isMade }: { needed: number; isMade: boolean },
): Findings {
  const problems = [];
  if (zones < needed)
    problems.push({
      seen: `${zones} zones in the region`,
      needed: `${needed}, for the subnets of the cluster`,
      remedy: 'Choose another region.',
    });
  if (!isMade && clusters >= mostClusters)
    problems.push({
      seen: `${clusters} serverless clusters of Amazon MSK in the region`,
      needed: `one more than the usual quota of ${mostClusters} allows`,
      remedy: 'Delete clusters that nobody needs, or ask for more in Service Quotas.',
    });
  return { problems, fine: `${clusters} serverless clusters of Amazon MSK, and ${zones} zones in the region` };
}
