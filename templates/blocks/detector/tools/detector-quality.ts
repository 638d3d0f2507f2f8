/**
 * npx tsx tools/detector-quality.ts [--seeds 101,102] [--groups 200] [--days 7] [--verbose]
 * Prints how good the detector is where it is known what happened: simulated path groups with attacks and outages, and
 * with what looks like them. Beside it, a static threshold and a plain z-score on the same windows. About a minute for
 * each seed.
 */
import { parseArgs } from 'node:util';
import { allLimits, compare, table } from './detector-quality/report.ts';

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
/** For 200 groups in a week. */
const usual = {
  'credential-stuffing': 12,
  scraping: 12,
  outage: 12,
  'slow-burn': 12,
  'flash-crowd': 20,
  'deploy-blip': 60,
  'busy-client': 20,
};
const scale = (groups * days) / 1400;
const each = Object.fromEntries(Object.entries(usual).map(([kind, count]) => [kind, Math.ceil(count * scale)]));

const summaries = compare(
  seeds,
  { groups, days, learning: 14, each: each as typeof usual },
  allLimits,
  (seed, name, quality) => {
    if (!values.verbose || name !== 'this project') return;
    for (const missed of quality.missed) console.log(`seed ${seed}: missed`, JSON.stringify(missed));
    for (const { group, start } of quality.wrong)
      console.log(`seed ${seed}: false`, new Date(start).toISOString(), `group ${group}`);
    console.log(`seed ${seed}: delays`, JSON.stringify(quality.delays));
  },
);
console.log(`${groups} groups, ${days} days, seeds ${seeds.join(', ')}: ${summaries[0]!.anomalies} anomalies\n`);
console.log(table(summaries));
