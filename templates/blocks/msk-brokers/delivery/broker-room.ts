import type { Findings } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Brokers of an account in a region, where nobody has asked for more (MSK developer guide, "Amazon MSK quota"). */
export const mostBrokers = 90;

/** What a region has. */
export interface BrokerRoom {
  /** Brokers of the clusters that there are. */
  brokers: number;
  /** Zones that subnets can be in. */
  zones: number;
}

/** What to think of the room that a region has for brokers in so many zones, one in each. `isMade`: those of the stage are among them. */
export function judgeBrokers(
  { brokers, zones }: BrokerRoom,
  { needed, isMade }: { needed: number; isMade: boolean },
): Findings {
  const problems = [];
  if (zones < needed)
    problems.push({
      seen: `${zones} zones in the region`,
      needed: `${needed}, one for each broker`,
      remedy: 'Choose another region, or the brokers that need two zones.',
    });
  if (!isMade && brokers + needed > mostBrokers)
    problems.push({
      seen: `${brokers} brokers of Amazon MSK in the region`,
      needed: `${needed} more than the usual quota of ${mostBrokers} allows`,
      remedy: 'Delete clusters that nobody needs, or ask for more in Service Quotas.',
    });
  return { problems, fine: `${brokers} brokers of Amazon MSK, and ${zones} zones in the region` };
}
