import { it } from '@jest/globals';
import { address } from './real-engine.ts';

/** A statement about what only the stand-in has: virtual time, limits of AWS, and what it does not model. */
export const onlyStandIn = address === undefined ? it : (it.skip as typeof it);
