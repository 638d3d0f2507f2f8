/** All that reads the stream: what ingest does not write into it, none of them has. */
export const everySink = ['lake', 'counts'];
