/** The names of the sinks of the ledger, in the order in which an event reaches them. */
export const everySink: readonly string[] = ['raw', 'curated', 'warehouse'];

/** The sinks after the curation. */
export const curatedSinks: readonly string[] = everySink.slice(1);
