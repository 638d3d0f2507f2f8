import type { SinkSummary } from '../contracts/ledger.ts';
import type { VerdictCounts, ViewVerdict } from '../contracts/verdict.ts';

type Counted = Omit<SinkSummary, 'lostIds' | 'duplicates' | 'deliveredAndParked'>;

export function verdictOf(summaries: readonly Counted[], waiting: number): ViewVerdict {
  const sinks = summaries.map((summary) => ({ sink: summary.sink, ...countsOf(summary, waiting) }));
  return { ...sumOf(sinks), sinks: sinks.length > 1 ? sinks : [] };
}

function countsOf({ delivered, superseded, parked, dropped, lost: open }: Counted, waiting: number): VerdictCounts {
  const inFlight = Math.min(open, waiting);
  const entered = delivered + superseded + parked + dropped + open;
  return { entered, delivered, superseded, parked, dropped, inFlight, lost: open - inFlight };
}

const sumOf = (sinks: readonly VerdictCounts[]): VerdictCounts => ({
  entered: total(sinks, 'entered'),
  delivered: total(sinks, 'delivered'),
  superseded: total(sinks, 'superseded'),
  parked: total(sinks, 'parked'),
  dropped: total(sinks, 'dropped'),
  inFlight: total(sinks, 'inFlight'),
  lost: total(sinks, 'lost'),
});

const total = (sinks: readonly VerdictCounts[], name: keyof VerdictCounts): number =>
  sinks.reduce((sum, counts) => sum + counts[name], 0);
