/**
 * npx tsx tools/detector-quality.ts [--seeds 1,2,3] [--groups 200] [--days 7]
 * Prints how good the detector is on a simulation with known anomalies, beside a static threshold and a plain z-score.
 */
import { parseArgs } from 'node:util';
import type { GroupFinding } from '../processors/lib/detector/source-judge.ts';
import { alertsOf, plainZScore, projectDetector, staticThreshold } from './detector-quality/detectors.ts';
import { qualityOf, type Quality } from './detector-quality/quality.ts';
import { groupName, simulate } from './detector-quality/simulation.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101' },
    groups: { type: 'string', default: '200' },
    days: { type: 'string', default: '7' },
    verbose: { type: 'boolean', default: false },
  },
});
const whole = (text: string, name: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name}: "${text}" is not a whole number above 0`);
  return number;
};
const seeds = values.seeds.split(',').map((seed) => whole(seed, 'seeds'));
const [groups, days] = [whole(values.groups, 'groups'), whole(values.days, 'days')];
const size = {
  groups,
  days,
  learning: 14,
  each: {
    'credential-stuffing': 12,
    scraping: 12,
    outage: 12,
    'slow-burn': 12,
    'flash-crowd': 20,
    'deploy-blip': 60,
    'busy-client': 20,
  },
};

const all: Record<string, Quality[]> = { 'this project': [], 'static threshold': [], 'plain z-score': [] };
for (const seed of seeds) {
  const simulation = simulate(seed, size);
  const why = new Map<string, string>();
  const note = (start: number, { group, kind, deviation }: GroupFinding) =>
    why.set(`${start} ${group}`, `${kind}, ${deviation.toFixed(1)}`);
  const detectors = [projectDetector(note), staticThreshold(), plainZScore()];
  const names = Object.keys(all);
  alertsOf(simulation, detectors).forEach((told, at) => {
    const quality = qualityOf(told, simulation.events);
    all[names[at]!]!.push(quality);
    if (values.verbose && at === 0) {
      for (const missed of quality.missed) console.log('missed', JSON.stringify(missed));
      console.log('delays', JSON.stringify(quality.delays));
      for (const { group, start } of quality.wrong)
        console.log('false', new Date(start).toISOString(), group, why.get(`${start} ${groupName(group)}`));
    }
  });
}

const sum = (of: Quality[], pick: (each: Quality) => number) => of.reduce((total, each) => total + pick(each), 0);
const lines = Object.entries(all).map(([name, qualities]) => {
  const [alerts, wrong] = [sum(qualities, ({ alerts }) => alerts), sum(qualities, ({ falseAlerts }) => falseAlerts)];
  const [labelled, found] = [sum(qualities, ({ anomalies }) => anomalies), sum(qualities, ({ found }) => found)];
  const [precision, recall] = [alerts === 0 ? 1 : 1 - wrong / alerts, found / labelled];
  const urgent = qualities.flatMap(({ delays }) =>
    (['credential-stuffing', 'scraping', 'outage'] as const).flatMap((kind) => delays[kind] ?? []),
  );
  const inTime = urgent.length === 0 ? 0 : urgent.filter((delay) => delay <= 2).length / urgent.length;
  const perWeek = (wrong / (seeds.length * days)) * 7;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return [name, precision.toFixed(3), recall.toFixed(3), f1.toFixed(3), inTime.toFixed(3), perWeek.toFixed(1)];
});
const header = ['detector', 'precision', 'recall', 'F1', 'attacks and outages told within two windows', 'false alerts a week'];
console.log(`${groups} groups, ${days} days, seeds ${seeds.join(', ')}: ${sum(all['this project']!, (q) => q.anomalies)} anomalies`);
for (const line of [header, header.map(() => '---'), ...lines]) console.log(`| ${line.join(' | ')} |`);
