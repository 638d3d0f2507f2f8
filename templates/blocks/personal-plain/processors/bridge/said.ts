/** What the stream has of the value of a record: all of it, as it is written. */
export const saidOf = (written: string): string => written;
