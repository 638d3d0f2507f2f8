import { clickEventProblems, type ClickEvent } from '../../../contract/derived/click-event.ts';
import type { Click } from './click.ts';
import { sameFields } from './settings.ts';

/** Says what is wrong with a line, without quoting it. */
export class UnreadableClick extends Error {}

/** The member in which the bridge says where a line comes from. */
const originMember = 'stream';
/** Problems that a reason names. */
const mostProblems = 3;

/**
 * Reads a line of a record that arrived at `arrival`. Undefined for a tombstone of a topic, since a key whose value is gone is no
 * event, and for a line that was replayed from the lake. Throws an UnreadableClick.
 */
export function readClick(line: string, arrival: number): Click | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UnreadableClick('it is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableClick('it is no JSON object');
  const { [originMember]: origin, ...event } = value as Record<string, unknown>;
  if (isTombstone(origin) || isReplayed(origin)) return undefined;
  const problems = clickEventProblems(event);
  if (problems.length > 0) throw new UnreadableClick(problems.slice(0, mostProblems).join('; '));
  const {
    event_id: id,
    user_id: user,
    event_type: type,
    event_time: time,
    consent,
    ...rest
  } = event as never as ClickEvent;
  const same = Object.fromEntries(
    sameFields.flatMap((field) => (rest[field] === undefined ? [] : [[field, rest[field]]])),
  );
  return { id, user, type, time, arrival, consent, same };
}

const isTombstone = (origin: unknown): boolean =>
  typeof origin === 'object' && origin !== null && (origin as { kind?: unknown }).kind === 'tombstone';

/** Its first arrival has decided what becomes of it. */
const isReplayed = (origin: unknown): boolean => typeof origin === 'object' && origin !== null && 'replayed' in origin;
