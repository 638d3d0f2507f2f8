import { createHmac } from 'node:crypto';
import { clickEventHashed, clickEventLeftOut } from '../../contract/derived/click-event-personal.ts';
import { rewritten, type Change } from './rewritten.ts';

/** What the stream has of the value of a record: identifiers as a hash under this key, and other marked fields not at all. */
export function hashedUnder(key: string): (written: string) => string {
  // 128 bits, as 22 characters
  const hashed = (text: string): string =>
    createHmac('sha256', key).update(text).digest().subarray(0, 17).toString('base64url').slice(0, 22);
  const changes = new Map<string, Change>([
    ...clickEventLeftOut.map((name) => [name, 'left out'] as const),
    ...clickEventHashed.map((name) => [name, hashed] as const),
  ]);
  return (written) => rewritten(written, changes);
}
