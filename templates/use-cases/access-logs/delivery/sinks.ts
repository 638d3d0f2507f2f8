import { otherSinks } from './other-sinks.ts';

/** All that reads the stream: what ingest does not write into it, none of them has. */
export const everySink = ['lake', 'counts', ...Object.keys(otherSinks)];
