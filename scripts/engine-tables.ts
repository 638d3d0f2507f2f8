import { engines } from '../runtime/local/knowledge.ts';
import { documentedRules } from '../runtime/faults.ts';

/** The tables of docs/local-run.md: what stands for each service, and how often each fault strikes. */
export function engineTables(): string {
  const services = [...Map.groupBy(Object.entries(engines), ([, standIn]) => standIn)].map(
    ([standIn, types]) => `| ${types.map(([type]) => `\`${type}\``).join(', ')} | ${standIn} |`,
  );
  const faults = Object.entries(documentedRules).map(
    ([point, { rate, sightings }]) =>
      `| \`${point}\` | ${Math.round(rate * 100)} % | ${Number.isFinite(sightings) ? `the first ${sightings === 1 ? 'time' : `${sightings} times`}` : 'always'} |`,
  );
  return [
    '| resource | what runs instead |',
    '| --- | --- |',
    ...services,
    '',
    '| fault | strikes | how often a record is at risk |',
    '| --- | --- | --- |',
    ...faults,
  ].join('\n');
}
