/** The names of the sinks of the ledger. */
export const everySink: readonly string[] = ['raw'];
