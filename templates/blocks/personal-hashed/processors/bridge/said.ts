import { hashKey } from '../lib/hash-key.ts';
import { once } from '../lib/once.ts';
import { hashedUnder } from './hashed-under.ts';

/** What the stream has of the value of a record, under the key that the stack made. */
export const saying = once(async () => hashedUnder(await hashKey()));
