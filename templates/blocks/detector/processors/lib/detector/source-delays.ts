/** How late events of a source come in, in milliseconds after the end of their window, by source. */
export type SourceDelays = Readonly<Record<string, number>>;

/** What holds for a source that the stage does not name. */
export const anyOther = '*';
/** More sources than there are kinds of logs are a mistake; they are counted together. */
export const mostSources = 20;

/** Reads delays in seconds: {"alb": 420, "*": 300}. */
export function readDelays(text: string): SourceDelays {
  const delays = JSON.parse(text) as Record<string, unknown>;
  const entries = Object.entries(delays).map(([source, seconds]) => {
    if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= 86_400))
      throw new Error(`SOURCE_DELAYS: ${source}: expected seconds, 0 to 86400`);
    return [source, seconds * 1000] as const;
  });
  if (!entries.some(([source]) => source === anyOther))
    throw new Error(`SOURCE_DELAYS: "${anyOther}" is missing, which is for all other sources`);
  return Object.fromEntries(entries);
}

export const delayOf = (delays: SourceDelays, source: string): number =>
  Object.hasOwn(delays, source) ? delays[source]! : delays[anyOther]!;
