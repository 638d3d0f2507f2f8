import type { SinkSummary } from '../../.stream-pipeline/runtime/runtime.cjs';

/** What became of every event, sink by sink, for people. */
export const ledgerTable = (sinks: readonly SinkSummary[]): string[] =>
  sinks.flatMap(({ sink, delivered, superseded, parked, dropped, lost, duplicates, deliveredAndParked }) => [
    `  ${sink}`,
    row('delivered', delivered, 'the sink has, or had, this version'),
    row('superseded', superseded, 'the sink has a newer version of the same key'),
    row('parked', parked, 'in the failure store, whole, with a reason'),
    row('dropped', dropped, 'left out by a rule that is written down'),
    row('lost', lost, 'none of the above'),
    row('duplicates', duplicates, 'deliveries beyond the first'),
    row('both', deliveredAndParked, 'delivered and parked: a result was lost after the write'),
  ]);

const row = (name: string, count: number, meaning: string): string =>
  `  ${name.padEnd(26)}${String(count).padStart(8)}   ${meaning}`;
