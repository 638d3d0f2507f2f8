import { parseExact } from '../exact-json.ts';

/** What the detector needs of an access event. */
export interface AccessEvent {
  /** Milliseconds of Unix time. */
  time: number;
  source: string;
  client: string;
  /** Undefined where the source has no paths, such as flow logs. */
  path: string | undefined;
  /** An HTTP status; undefined where the source has none. */
  status: number | undefined;
  bytes: number;
}

/** Says what is wrong with a line, without quoting it. */
export class UnreadableEvent extends Error {}

/** The lines of a Kinesis record: one event each. The last one may end with a newline. */
export const linesOf = (data: string): string[] =>
  Buffer.from(data, 'base64')
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** Reads a line. Fields that it does not know are left alone. Throws an UnreadableEvent. */
export function readAccessEvent(line: string): AccessEvent {
  let value: unknown;
  try {
    value = parseExact(line);
  } catch {
    throw new UnreadableEvent('it is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableEvent('it is no JSON object');
  const { time, source, client, path, status, bytes } = value as Record<string, unknown>;
  return {
    time: timeIn(time),
    source: textIn(source) ?? missing('source'),
    client: textIn(client) ?? '-',
    path: textIn(path),
    status: numberIn(status, 'status'),
    bytes: numberIn(bytes, 'bytes') ?? 0,
  };
}

function missing(field: string): never {
  throw new UnreadableEvent(`${field} is missing`);
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value !== '-' ? value : undefined;

/** ISO 8601, or milliseconds of Unix time. */
function timeIn(value: unknown): number {
  const time = typeof value === 'string' ? Date.parse(value) : value;
  if (typeof time !== 'number' || !Number.isFinite(time) || time <= 0)
    throw new UnreadableEvent('time is neither ISO 8601 nor milliseconds of Unix time');
  return time;
}

function numberIn(value: unknown, field: string): number | undefined {
  if (value === undefined || value === null || value === '-' || value === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0)
    throw new UnreadableEvent(`${field} is no number of 0 or more`);
  return number;
}
