import { createHmac } from 'node:crypto';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** What may be said of one address: its hash under the key of the stack. It shares no code with the processors. */
export function addressForm({ find, outputs }: Place): (address: string) => string {
  const { text } = find('secret', output(outputs, 'AddressKeyArn'));
  return (address) =>
    createHmac('sha256', text).update(address).digest().subarray(0, 17).toString('base64url').slice(0, 22);
}

/** Whether a text that is no address may be said where one is expected, and an address as it is written. */
export const asWritten = false;
