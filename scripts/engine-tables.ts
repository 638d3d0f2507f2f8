import type { ResourceType } from '../runtime/contracts/template.ts';
import { registry } from '../runtime/services/registered.ts';

/** The tables of docs/local-run.md: what stands for each resource, what is only read, and how often each fault strikes. */
export function engineTables(): string {
  const types = Object.entries(registry.resources);
  const faults = Object.entries(registry.faults).map(([point, { title, rate, sightings, source, lasting }]) => {
    if (lasting) return `| \`${point}\` | ${title} | off | always, once it is switched on | ${source} |`;
    const times = sightings === 1 ? 'the first time' : `the first ${sightings} times`;
    const risk = Number.isFinite(sightings) ? times : 'always';
    return `| \`${point}\` | ${title} | ${Math.round(rate * 100)} % | ${risk} | ${source} |`;
  });
  return [
    '| resource | what runs instead |',
    '| --- | --- |',
    ...rows(types, (type) => ('standIn' in type ? type.standIn : undefined)),
    '',
    'These carry no events:',
    '',
    '| resource | read by |',
    '| --- | --- |',
    ...rows(types, (type) => ('readBy' in type ? type.readBy : undefined)),
    '',
    'Any other resource is not modelled: a run says so at its end, and fails when something uses it.',
    '',
    '| fault | on the page | strikes | how often a record is at risk | documented in |',
    '| --- | --- | --- | --- | --- |',
    ...faults,
  ].join('\n');
}

/** A row for all types of which the same is said. */
const rows = (
  types: readonly (readonly [string, ResourceType])[],
  saidOf: (type: ResourceType) => string | undefined,
): string[] =>
  [
    ...Map.groupBy(
      types.filter(([, type]) => saidOf(type) !== undefined),
      ([, type]) => saidOf(type)!,
    ),
  ].map(([said, all]) => `| ${all.map(([name]) => `\`${name}\``).join(', ')} | ${said} |`);
