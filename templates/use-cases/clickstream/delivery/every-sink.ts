/** The names of the sinks of the ledger. */
export const everySink: readonly string[] = ['stream', 'lake', 'sessions', 'offers', 'pushed'];
