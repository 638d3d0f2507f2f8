import { windowLength } from './group-window.ts';

/** The anomaly that a group has, or had: when it was last told and last seen. Milliseconds of Unix time. */
export interface Episode {
  told: number;
  seen: number;
}

/** Milliseconds. */
export interface CoolDown {
  /** A group is not told about again for so long. */
  after: number;
  /** An anomaly has ended once nothing was seen of it for so long. */
  quiet: number;
  /** One that does not end is told about again after so long. */
  reminder: number;
}

export const defaultCoolDown: CoolDown = {
  after: 60 * windowLength,
  quiet: 30 * windowLength,
  reminder: 24 * 60 * windowLength,
};

/** Whether a group that is unusual in the window at `start` is to be told about, and what to remember of it. */
export function heard(
  known: Episode | undefined,
  start: number,
  { after, quiet, reminder }: CoolDown,
): { tell: boolean; episode: Episode } {
  const isOver = known === undefined || (start - known.told >= after && start - known.seen > quiet);
  const tell = isOver || start - known.told >= reminder;
  return { tell, episode: { told: tell ? start : known.told, seen: start } };
}

/** Without the groups whose anomaly is over: their cool-down has passed, and nothing was seen. */
export const ongoing = (
  episodes: ReadonlyMap<string, Episode>,
  start: number,
  { after, quiet }: CoolDown,
): Map<string, Episode> =>
  new Map([...episodes].filter(([, { told, seen }]) => start - told < after || start - seen <= quiet));
