/** What the stream has of the value of a record: all of it, as it is written. */
export const saying = async (): Promise<(written: string) => string> => (written) => written;
