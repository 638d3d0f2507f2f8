/** What of an access event decides about its document. */
export interface EventLine {
  rawId: string;
  /** Milliseconds of Unix time. */
  time: number;
}

/** Says what is wrong with a line, without quoting it. */
export class UnreadableLine extends Error {}

/** The engine takes no longer id (OpenSearch documentation, "Index document"). */
const longestId = 512;

/** The lines of a record of the stream: an event each. */
export const linesOf = (data: string): string[] =>
  Buffer.from(data, 'base64')
    .toString()
    .split('\n')
    .filter((line) => line !== '');

/** Reads a line. Throws an UnreadableLine for what is no access event. */
export function readLine(line: string): EventLine {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    throw new UnreadableLine('it is no JSON');
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    throw new UnreadableLine('it is no JSON object');
  const { raw_id: rawId, time } = event as Record<string, unknown>;
  if (typeof rawId !== 'string' || rawId === '' || Buffer.byteLength(rawId) > longestId)
    throw new UnreadableLine('raw_id is no id of a document');
  if (typeof time !== 'number' || !Number.isFinite(time)) throw new UnreadableLine('time is no number');
  return { rawId, time };
}
