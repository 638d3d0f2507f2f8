import { hash } from 'node:crypto';
import { constants, gunzipSync } from 'node:zlib';
import type { Expected } from './logs/log-kind.ts';
import { logKinds } from './logs/log-kinds.ts';

/** A line of an object of the raw bucket: it is accepted once the object is there. */
export interface LogEvent {
  rawId: string;
  source: string;
  key: string;
  line: number;
  reading: Expected | 'dropped' | 'broken';
}

/** An object of the raw bucket, as a bucket of a run has it. */
export interface RawObject {
  bucket: string;
  key: string;
  versionId: string | undefined;
  body: Uint8Array;
}

/** Every line of an object that has to be accounted for. An object that ends in the middle has a broken line there. */
export function eventsIn(object: RawObject): LogEvent[] {
  const { bucket, key, versionId = '' } = object;
  const [text, whole] = textIn(Buffer.from(object.body));
  const source = key.split('/')[1] ?? '';
  const kind = Object.hasOwn(logKinds, source) ? logKinds[source] : undefined;
  const id = hash('sha256', `${bucket}\n${key}\n${versionId}`, 'base64url').slice(0, 16);
  let header: string | undefined;
  const lines = text.split('\n');
  return lines.flatMap((raw, at): LogEvent[] => {
    const line = raw.replace(/\r$/, '');
    const last = at === lines.length - 1;
    const event = (reading: LogEvent['reading']) => [{ rawId: `${id}-${at + 1}`, source, key, line: at + 1, reading }];
    if (last && !whole) return event('broken');
    if (line === '') return [];
    if (kind === undefined) return event('broken');
    if (kind.isHeader(line)) header = line;
    const reading = kind.isHeader(line) ? 'none' : kind.expected(line, header);
    return reading === 'none' ? [] : event(reading);
  });
}

/** The text of an object, and whether it is all of it. */
function textIn(body: Buffer): [text: string, whole: boolean] {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return [body.toString(), true];
  try {
    return [gunzipSync(body).toString(), true];
  } catch {
    return [gunzipSync(body, { finishFlush: constants.Z_SYNC_FLUSH }).toString(), false];
  }
}

/** What an event says, in the form in which the account compares it. */
export const contentOf = (members: Expected): string =>
  JSON.stringify(
    Object.entries(members)
      .filter(([, value]) => value !== undefined && value !== null)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
