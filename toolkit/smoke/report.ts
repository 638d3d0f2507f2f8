import { ledgerTable } from '../ledger/ledger-table.ts';
import type { SmokeReport } from './smoke.ts';

/** What is lost, and what is left. */
export const problemsOf = ({ sinks, left, problems }: SmokeReport): string[] => [
  ...sinks.flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost on the way to ${sink}: ${id}`)),
  ...problems,
  ...left.map((name) => `could not be removed: ${name}`),
];

/** The ledger for people. */
export const printed = ({ run, events, seconds, sinks }: SmokeReport, stage: string): string =>
  [
    `Ledger of ${events} marked events in stage ${stage}, run ${run}, after ${seconds} s`,
    ...ledgerTable(sinks),
    ...(sinks.some(({ parked }) => parked > 0)
      ? [`Parked events stay in the failure store. To list them: npm run replay -- list --stage ${stage}`]
      : []),
  ].join('\n');
