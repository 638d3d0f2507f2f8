import type { ClientAddress } from './client-address.ts';

/** Why a line is no event. Texts of the line itself never stand in a reason. */
export interface Unread {
  /** `broken`: parked, for somebody to look at. `dropped`: left out by a rule of the project. */
  kind: 'broken' | 'dropped';
  reason: string;
}

/**
 * What a line gives: the members of an access event as JSON text, without braces, raw id and source; or why there is none.
 *
 * Lines are handed over as a range of a text whose characters are the bytes of the log (latin1). Texts that come out are of the
 * same kind: written as latin1, they are the bytes of valid UTF-8.
 */
export type Read = string | Unread;

/** The format of the lines of one object. It may keep what header lines say: each object gets one of its own. */
export interface LineFormat {
  /** Whether the line is no event but says how to read others, or nothing: a header, a comment. It is called for every line, in order. */
  header(text: string, from: number, to: number): boolean;
  /** Never throws. */
  read(text: string, from: number, to: number): Read;
}

/** Opens the format for one object. */
export type OpenFormat = (address: ClientAddress) => LineFormat;

export const broken = (reason: string): Unread => ({ kind: 'broken', reason });
