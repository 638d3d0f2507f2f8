import { clickEventLeftOut } from '../../contract/derived/click-event-personal.ts';
import { rewritten } from './rewritten.ts';

const leftOut = new Map(clickEventLeftOut.map((name) => [name, 'left out'] as const));

/** What the stream has of the value of a record: all but the fields that are left out. */
export const saying = async (): Promise<(written: string) => string> => (written) => rewritten(written, leftOut);
