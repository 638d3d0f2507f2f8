import { ledgerTable } from '../ledger/ledger-table.ts';
import type { SmokeReport } from './smoke.ts';

/** The changes that are lost, and the items that are left. */
export const problemsOf = ({ sinks, left, problem }: SmokeReport): string[] => [
  ...sinks.flatMap(({ sink, lostIds }) => lostIds.map((id) => `lost on the way to ${sink}: ${id}`)),
  ...(problem === undefined ? [] : [`the search API did not answer: ${problem}`]),
  ...left.map((name) => `still in the table: ${name}`),
];

/** The ledger for people. */
export const printed = ({ run, events, seconds, sinks }: SmokeReport, stage: string): string =>
  [
    `Ledger of ${events} marked changes in stage ${stage}, run ${run}, after ${seconds} s`,
    ...ledgerTable(sinks),
    ...(sinks.some(({ parked }) => parked > 0)
      ? [`Parked changes stay in the failure store. To list them: npm run replay -- list --stage ${stage}`]
      : []),
  ].join('\n');
