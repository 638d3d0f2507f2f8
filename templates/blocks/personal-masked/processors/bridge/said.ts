import { clickEventLeftOut } from '../../contract/derived/click-event-personal.ts';

const leftOut = new Set(clickEventLeftOut);

/**
 * What the stream has of the value of a record: all but the fields that are left out. A value without them stays as it is written. Of a
 * member that stands twice, the check has seen the last one, and so the last one is kept.
 */
export function saidOf(written: string): string {
  const event = JSON.parse(written, withDigits) as Record<string, unknown>;
  const names = Object.keys(event);
  const kept = names.filter((name) => !leftOut.has(name));
  if (kept.length === names.length) return written;
  return JSON.stringify(Object.fromEntries(kept.map((name) => [name, event[name]])));
}

const { rawJSON } = JSON as never as { rawJSON(text: string): unknown };
/** Numbers keep the digits that their producer has written. */
const withDigits = ((_: string, value: unknown, { source }: { source: string }) =>
  typeof value === 'number' ? rawJSON(source) : value) as (name: string, value: unknown) => unknown;
