import { median } from '../cpu.ts';
import type { Round } from './job.ts';

const costsOf = (rounds: readonly Round[]): number[] => rounds.map(({ cost }) => cost);

export const microseconds = (rounds: readonly Round[]): string => `${median(costsOf(rounds)).toFixed(1)} µs`;

export const ratioOf = (ours: readonly Round[], plain: readonly Round[]): number =>
  median(costsOf(ours).map((cost, nth) => cost / plain[nth]!.cost));

export const peakOf = (rounds: readonly Round[]): number => Math.round(rounds.at(-1)!.peak);
