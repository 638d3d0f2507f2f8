import { twoColumns } from '../terminal/wrap.ts';
import type { Flags } from './flags.ts';

/** Flags and what they say, in two columns. */
export const flagTable = (flags: Flags, width: number): string =>
  twoColumns(
    Object.entries(flags).map(([name, { value, short, negatable, says }]) => [
      `${short ? `-${short}, ` : ''}--${negatable ? '[no-]' : ''}${name}${value ? ` ${value}` : ''}`,
      says,
    ]),
    width,
    '  ',
  );
