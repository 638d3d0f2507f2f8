import { isIPv4, isIPv6 } from 'node:net';

/** What an event says of the address of a client. Undefined where nothing may be said. */
export type ClientAddress = (address: string) => string | undefined;

/** How addresses leave this function: as they are, or as the network that they are in. */
export type AddressForm = 'plain' | 'masked';

export const clientAddress = (form: AddressForm): ClientAddress =>
  form === 'plain' ? (address) => address : remembered(masked);

/** The network: the first 24 bits of IPv4, the first 48 of IPv6. Text that is no address is left out: nobody knows what is in it. */
function masked(address: string): string | undefined {
  if (isIPv4(address)) return `${address.slice(0, address.lastIndexOf('.'))}.0`;
  if (!isIPv6(address)) return undefined;
  const [head = '', tail] = address.split('%', 1)[0]!.split('::', 2);
  const before = head === '' ? [] : head.split(':');
  // "::" stands for the zeros that are missing
  const groups = tail === undefined ? before : [...before, '0', '0', '0'];
  return `${groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::`;
}

/** A log names the same clients again and again. */
const mostRemembered = 50_000;

function remembered(change: ClientAddress): ClientAddress {
  let known = new Map<string, string | undefined>();
  return (address) => {
    if (known.has(address)) return known.get(address);
    if (known.size >= mostRemembered) known = new Map();
    const changed = change(address);
    known.set(address, changed);
    return changed;
  };
}
