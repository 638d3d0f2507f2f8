import type { SinkSummary } from '../../runtime/contracts/ledger.ts';

/** What became of every event, sink by sink, for people. */
export const ledgerTable = (sinks: readonly (SinkSummary & { planted?: number })[]): string[] =>
  sinks.flatMap(({ sink, delivered, superseded, parked, planted, dropped, lost, duplicates, deliveredAndParked }) => [
    `  ${sink}`,
    row('delivered', delivered, 'the sink holds, or held, this version'),
    row('superseded', superseded, 'the sink holds a newer version of the same key'),
    row('parked', parked, 'in the failure store, complete, with a reason'),
    ...(planted === undefined ? [] : [row('  planted', planted, 'of the parked: made wrong by the check itself')]),
    row('dropped', dropped, 'left out on purpose, by a drop rule'),
    row('lost', lost, 'none of the above'),
    row('duplicates', duplicates, 'deliveries beyond the first'),
    row('both', deliveredAndParked, 'delivered and parked: the result of the write was lost'),
  ]);

const row = (name: string, count: number, meaning: string): string =>
  `  ${name.padEnd(26)}${String(count).padStart(8)}   ${meaning}`;
