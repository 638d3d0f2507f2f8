import { createHash } from 'node:crypto';

/** A number from 0 up to, and without, `below`: always the same for the same words. */
export const drawn = (below: number, ...words: readonly (string | number)[]): number =>
  createHash('sha256').update(JSON.stringify(words)).digest().readUInt32BE(0) % below;
