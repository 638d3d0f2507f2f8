import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultPoint } from '../runtime/api.ts';
import { documentedRules } from '../runtime/kernel/faults.ts';
import { engines } from '../runtime/local/coverage.ts';

const faultsFile = join(import.meta.dirname, '..', 'runtime', 'kernel', 'faults.ts');

/** The tables of docs/local-run.md: what stands for each service, and how often each fault strikes, according to what. */
export function engineTables(): string {
  const services = [...Map.groupBy(Object.entries(engines), ([, standIn]) => standIn)].map(
    ([standIn, types]) => `| ${types.map(([type]) => `\`${type}\``).join(', ')} | ${standIn} |`,
  );
  const sources = faultSources();
  const faults = (Object.keys(documentedRules) as FaultPoint[]).map((point) => {
    const { rate, sightings } = documentedRules[point];
    const times = sightings === 1 ? 'the first time' : `the first ${sightings} times`;
    const risk = Number.isFinite(sightings) ? times : 'always';
    const source = sources.get(point);
    if (source === undefined)
      throw new Error(`runtime/kernel/faults.ts: ${point} has no comment above it that names its source`);
    return `| \`${point}\` | ${Math.round(rate * 100)} % | ${risk} | ${source} |`;
  });
  return [
    '| resource | what runs instead |',
    '| --- | --- |',
    ...services,
    '',
    '| fault | strikes | how often a record is at risk | documented in |',
    '| --- | --- | --- | --- |',
    ...faults,
  ].join('\n');
}

/** By fault: the comment above it, or above the ones before it, in the table of runtime/kernel/faults.ts. */
function faultSources(): Map<string, string> {
  const sources = new Map<string, string>();
  let source: string | undefined;
  for (const line of readFileSync(faultsFile, 'utf8').split('\n')) {
    source = /^ {2}\/\/ (.+)$/.exec(line)?.[1] ?? source;
    const [, point] = /^ {2}'([\w.-]+)': \{/.exec(line) ?? [];
    if (point && source) sources.set(point, source);
  }
  return sources;
}
