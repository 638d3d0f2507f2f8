import { alertsOf, plainZScores, projectDetector, staticThreshold } from './detectors.ts';
import { qualityOf, type Quality } from './quality.ts';
import { simulate, type SimulationSize } from './simulation.ts';

/** What has to be told at once; a slow burn is no emergency in its first hour. */
const urgent = ['credential-stuffing', 'scraping', 'outage'] as const;
/** The plain z-score gets the limit that suits it best, chosen afterwards. */
export const allLimits = [3, 5, 8, 12, 20];

/** How a detector did in several simulations together. */
export interface Summary {
  name: string;
  alerts: number;
  anomalies: number;
  precision: number;
  recall: number;
  f1: number;
  /** The share of urgent anomalies that were told at most two windows after the one in which they began. */
  inTime: number;
  falsePerWeek: number;
  /** Windows until slow burns were told: the one in the middle. */
  slowBurn: number;
}

/** What each detector missed or told wrongly in a simulation. */
export type OnQuality = (seed: number, name: string, quality: Quality) => void;

/** Gives this project, the static threshold, and the plain z-score with the first limit and with the best one. */
export function compare(
  seeds: readonly number[],
  size: SimulationSize,
  limits: readonly number[],
  onQuality: OnQuality = () => {},
): Summary[] {
  const names = ['this project', 'static threshold', ...limits.map((limit) => `plain z-score above ${limit}`)];
  const qualities = names.map((): Quality[] => []);
  for (const seed of seeds) {
    const simulation = simulate(seed, size);
    const detectors = [projectDetector(), staticThreshold(), ...plainZScores(limits)];
    alertsOf(simulation, detectors).forEach((told, at) => {
      const quality = qualityOf(told, simulation.events);
      qualities[at]!.push(quality);
      onQuality(seed, names[at]!, quality);
    });
  }
  const weeks = (seeds.length * size.days) / 7;
  const summaries = names.map((name, at) => summaryOf(name, qualities[at]!, weeks));
  const [own, fixed, ...plain] = summaries;
  const best = plain.toSorted((a, b) => b.f1 - a.f1)[0]!;
  return [own!, fixed!, plain[0]!, ...(best === plain[0] ? [] : [{ ...best, name: `${best.name}, the best limit` }])];
}

function summaryOf(name: string, qualities: readonly Quality[], weeks: number): Summary {
  const sum = (pick: (each: Quality) => number) => qualities.reduce((total, each) => total + pick(each), 0);
  const [alerts, wrong] = [sum((each) => each.alerts), sum((each) => each.falseAlerts)];
  const [anomalies, found] = [sum((each) => each.anomalies), sum((each) => each.found)];
  const precision = alerts === 0 ? 1 : 1 - wrong / alerts;
  const recall = anomalies === 0 ? 1 : found / anomalies;
  const delays = qualities.flatMap((each) => urgent.flatMap((kind) => each.delays[kind] ?? []));
  const slow = qualities.flatMap((each) => each.delays['slow-burn'] ?? []).toSorted((a, b) => a - b);
  return {
    name,
    alerts,
    anomalies,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    inTime: delays.length === 0 ? 0 : delays.filter((delay) => delay <= 2).length / delays.length,
    falsePerWeek: wrong / weeks,
    slowBurn: slow[slow.length >> 1] ?? NaN,
  };
}

/** A table in Markdown. */
export function table(summaries: readonly Summary[]): string {
  const header = [
    'detector',
    'precision',
    'recall',
    'F1',
    'attacks and outages told within two windows',
    'minutes until a slow burn is told, median',
    'false alerts a week',
  ];
  const rows = summaries.map((each) => [
    each.name,
    each.precision.toFixed(3),
    each.recall.toFixed(3),
    each.f1.toFixed(3),
    `${(100 * each.inTime).toFixed(1)} %`,
    Number.isNaN(each.slowBurn) ? '-' : String(each.slowBurn),
    each.falsePerWeek.toFixed(1),
  ]);
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
