/** The member of `stream` that marks a line: when it was written again, in milliseconds of Unix time. */
const mark = 'replayed';
const begin = /^\s*\{\s*"stream"\s*:\s*\{/;

/** A line with the mark of a replay. All else is as it was, numbers with all of their digits. Throws for a line that is no object. */
export function replayedLine(line: string, at: number): string {
  const its = begin.exec(line)?.[0];
  if (its !== undefined) {
    const rest = line.slice(its.length);
    return `${its}"${mark}":${at}${/^\s*\}/.test(rest) ? '' : ','}${rest}`;
  }
  const { stream, ...members } = JSON.parse(line, withDigits) as Record<string, unknown>;
  const origin = typeof stream === 'object' && stream !== null ? stream : { kind: 'event' };
  return JSON.stringify({ stream: { [mark]: at, ...origin }, ...members });
}

const { rawJSON } = JSON as never as { rawJSON(text: string): unknown };
const withDigits = ((_: string, value: unknown, { source }: { source: string }) =>
  typeof value === 'number' ? rawJSON(source) : value) as (name: string, value: unknown) => unknown;
