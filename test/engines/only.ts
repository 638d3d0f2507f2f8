import { it } from '@jest/globals';
import { address } from './real-engine.ts';

const skipped = it.skip as typeof it;

/** A statement about what only the stand-in has: virtual time, limits of AWS, and what it does not model. */
export const onlyStandIn = address === undefined ? it : skipped;

/** A statement about what only the real engine has: all of Unicode. */
export const onlyEngine = address === undefined ? skipped : it;
