import type { Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { clientAddresses } from '../infra/client-addresses.ts';

/** What may be said of one address: it itself, or its network. It shares no code with the processors. */
export const addressForm = (_place: Place): ((address: string) => string) =>
  clientAddresses === 'plain' ? (address) => address : networkOf;

/** Of the addresses that samples have: 203.0.113.7 and 2001:db8:1::2. */
const networkOf = (address: string): string =>
  address.includes(':')
    ? `${address.split(':').slice(0, 3).join(':')}::`
    : `${address.split('.').slice(0, 3).join('.')}.0`;

/** Whether a text that is no address may be said where one is expected, and an address as it is written. */
export const asWritten = clientAddresses === 'plain';
