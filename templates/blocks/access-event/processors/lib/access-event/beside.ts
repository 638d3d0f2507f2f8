import { isIPv4, isIPv6 } from 'node:net';
import { plain, type ClientAddress } from './client-address.ts';

/** What can be an address within a text: it stands alone, between brackets, or before a port. */
const candidates = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|[\da-f]*:[\da-f:.]*[\da-f:](?![\w.:]))/gi;

/**
 * A value that is kept as extra, with every address in its texts in the form that may be said. It may be of any depth: lists such as
 * X-Forwarded-For, the header Forwarded, messages.
 */
export function beside(value: unknown, address: ClientAddress): unknown {
  if (address === plain) return value;
  if (typeof value === 'string') return besideText(value, address);
  if (Array.isArray(value)) return value.map((each) => beside(each, address));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, beside(each, address)]));
}

/** The same for a text. */
export const besideText = (text: string, address: ClientAddress): string =>
  address === plain
    ? text
    : text.replace(candidates, (found) => (isIPv4(found) || isIPv6(found) ? (address(found) ?? '') : found));
