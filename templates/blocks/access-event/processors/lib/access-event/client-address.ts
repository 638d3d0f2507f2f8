import { createHmac } from 'node:crypto';
import { addressIn } from './address-in.ts';

/**
 * What an event says of a client, given what a log says of it: an address, or a list of them as X-Forwarded-For has it. Undefined where
 * nothing may be said.
 */
export type ClientAddress = (written: string) => string | undefined;

/** How addresses leave this function: as they are, or as the network that they are in. */
export type StatedForm = 'plain' | 'masked';

export const plain: ClientAddress = (written) => written;

export const clientAddress = (form: StatedForm): ClientAddress => (form === 'plain' ? plain : ofEach(networkOf));

/** Characters of a hash: 128 bits in base64url. */
const hashLength = 22;

/** The HMAC-SHA-256 of each address under a key: the same address has the same hash, and nobody without the key can find it by trying. */
export const hashedAddress = (key: string): ClientAddress =>
  ofEach((address) => createHmac('sha256', key).update(address).digest('base64url').slice(0, hashLength));

/** The first 24 bits of IPv4, the first 48 of IPv6. */
function networkOf(address: string): string {
  if (!address.includes(':')) return `${address.slice(0, address.lastIndexOf('.'))}.0`;
  const [head = '', tail] = address.split('::', 2);
  const before = head === '' ? [] : head.split(':');
  // "::" stands for the zeros that are missing
  const groups = tail === undefined ? before : [...before, '0', '0', '0'];
  return `${groups.slice(0, 3).join(':')}::`;
}

/** Changes each address of a list. A part that is no address is left out: nobody knows what is in it. */
const ofEach = (change: (address: string) => string): ClientAddress =>
  remembered((written) => {
    const said = written.split(',').flatMap((part) => {
      const address = addressIn(part);
      return address === undefined ? [] : [change(address)];
    });
    return said.length === 0 ? undefined : said.join(', ');
  });

/** A log names the same clients again and again. */
const mostRemembered = 50_000;

function remembered(change: ClientAddress): ClientAddress {
  let known = new Map<string, string | undefined>();
  return (written) => {
    if (known.has(written)) return known.get(written);
    if (known.size >= mostRemembered) known = new Map();
    const changed = change(written);
    known.set(written, changed);
    return changed;
  };
}
