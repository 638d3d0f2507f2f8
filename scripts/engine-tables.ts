import { documentedFaults } from '../runtime/faults.ts';
import { engines } from '../runtime/local/knowledge.ts';

/** The tables of docs/local-run.md: what stands for each service, and how often each fault strikes, according to what. */
export function engineTables(): string {
  const services = [...Map.groupBy(Object.entries(engines), ([, standIn]) => standIn)].map(
    ([standIn, types]) => `| ${types.map(([type]) => `\`${type}\``).join(', ')} | ${standIn} |`,
  );
  const faults = Object.entries(documentedFaults).map(([point, { title, rate, sightings, source }]) => {
    const times = sightings === 1 ? 'the first time' : `the first ${sightings} times`;
    const risk = Number.isFinite(sightings) ? times : 'always';
    return `| \`${point}\` | ${title} | ${Math.round(rate * 100)} % | ${risk} | ${source} |`;
  });
  return [
    '| resource | what runs instead |',
    '| --- | --- |',
    ...services,
    '',
    '| fault | on the page | strikes | how often a record is at risk | documented in |',
    '| --- | --- | --- | --- | --- |',
    ...faults,
  ].join('\n');
}
