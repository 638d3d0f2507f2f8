/** What becomes of a field: nothing is left of it, or a text in the place of its text. */
export type Change = 'left out' | ((text: string) => string);

/**
 * A JSON object with some of its members changed; all others keep their order and the digits of their numbers. What is to become another
 * text and is none is left out. An object without such members stays as it is written. Of a member that stands twice, the check has seen
 * the last one, and so the last one is kept.
 */
export function rewritten(written: string, changes: ReadonlyMap<string, Change>): string {
  const event = JSON.parse(written, withDigits) as Record<string, unknown>;
  const members = Object.entries(event);
  if (!members.some(([name]) => changes.has(name))) return written;
  return JSON.stringify(
    Object.fromEntries(
      members.flatMap(([name, value]): [string, unknown][] => {
        const change = changes.get(name);
        if (change === undefined) return [[name, value]];
        return change === 'left out' || typeof value !== 'string' ? [] : [[name, change(value)]];
      }),
    ),
  );
}

const { rawJSON } = JSON as never as { rawJSON(text: string): unknown };
/** Numbers keep the digits that their producer has written. */
const withDigits = ((_: string, value: unknown, { source }: { source: string }) =>
  typeof value === 'number' ? rawJSON(source) : value) as (name: string, value: unknown) => unknown;
