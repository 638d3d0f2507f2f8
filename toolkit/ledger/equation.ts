import type { VerdictCounts } from '../../runtime/contracts/verdict.ts';

/** What became of all events, in a line. */
export function equation({ entered, delivered, superseded, parked, dropped, inFlight, lost }: VerdictCounts): string {
  const parts = { delivered, superseded, parked, dropped, 'in flight': inFlight, lost };
  const sum = Object.entries(parts).map(([name, count]) => `${figure(count)} ${name}`);
  return `${figure(entered)} entered = ${sum.join(' + ')}`;
}

export const figure = (number: number): string => number.toLocaleString('en');
