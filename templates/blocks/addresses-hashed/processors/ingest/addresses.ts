import { hashedAddress } from '../lib/access-event/client-address.ts';
import { hashKey } from '../lib/hash-key.ts';
import { once } from '../lib/once.ts';

/** Hashed under the key that the stack made. */
export const addresses = once(async () => hashedAddress(await hashKey()));
