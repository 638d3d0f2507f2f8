import { statSync } from 'node:fs';
import { bundles } from './processors/bundles.ts';
import { microseconds, peakOf, ratioOf } from './processors/figures.ts';
import type { Job } from './processors/job.ts';
import { startStub } from './processors/stub.ts';
import { inTurns, rounds, workerOf } from './processors/workers.ts';
import { atMost, type Row, type Section } from './table.ts';

/** KB of a deployed bundle. */
const largest = 80;

/** A processor, and the plain handler of plain-NAME.ts that it is measured beside. */
interface Compared {
  name: string;
  /** Whether it signs requests to an engine; plain-NAME.ts then exports `signed` too. */
  signs: boolean;
  unit: Job['unit'];
  batchSize: number;
  calls: number;
  /** The most that it may cost, as a multiple of the plain handler, where there is such a target. */
  ratio?: number;
}

/** A further processor is a line here, and a plain handler. */
const compared: readonly Compared[] = [
  { name: 'indexer', signs: true, unit: 'record', batchSize: 500, calls: 40, ratio: 1 },
  { name: 'search-api', signs: true, unit: 'search', batchSize: 1, calls: 1000 },
  { name: 'history-transform', signs: false, unit: 'change', batchSize: 500, calls: 40, ratio: 0.8 },
];
/**
 * What a record or a search costs a deployed processor, beside a plain handler over the same engine. Each has a process of its own, as
 * in Lambda: in one process, the garbage of one is collected during the turn of another.
 */
export async function processors(): Promise<Section> {
  const built = await bundles();
  const title =
    'Processors: CPU time of a record of 0.8 KB, a change of 1.4 KB with the item before it (both in batches of 500) or a search (20 items, 3 facets), bundles as deployed, an ' +
    `engine that answers at once; median of ${rounds} rounds in turns with a plain handler, each in a process of its own.`;
  if (built === undefined)
    return { title: `${title} Not measured: npm cannot install the plain handlers' client.`, unit: 'CPU', rows: [] };
  const engine = await startStub('stub-engine.ts');
  const rows: Row[] = [];
  try {
    for (const each of compared) {
      rows.push(...(await rowsOf(each, built.ours(each.name), built.plain(each.name), engine.url)));
    }
  } finally {
    engine.process.kill();
  }
  return { title, unit: 'CPU', rows };
}

async function rowsOf(compared: Compared, deployed: string, plain: string, url: string): Promise<Row[]> {
  const { name, signs, unit, batchSize, calls, ratio } = compared;
  const jobOf = (file: string, exported: Job['name']): Job => ({ file, name: exported, unit, batchSize, calls });
  const yardsticks = [jobOf(plain, 'handler'), ...(signs ? [jobOf(plain, 'signed')] : [])];
  const ours = jobOf(deployed, 'handler');
  const [bare, withMetrics, plainly, signed = plainly] = await inTurns([
    workerOf(ours, environment(url), 'off'),
    workerOf(ours, environment(url), 'on'),
    ...yardsticks.map((job) => workerOf(job, environment(url), 'off')),
  ]);
  const kilobytes = statSync(deployed).size / 1024;
  const times = ratioOf(bare!, plainly!);
  const rows: (Row | undefined)[] = [
    [`plain handler: a ${unit}`, microseconds(plainly!), ''],
    signs ? [`plain handler that signs its requests: a ${unit}`, microseconds(signed!), ''] : undefined,
    [`\`${name}\`: a ${unit}`, microseconds(bare!), ''],
    [`\`${name}\`: a ${unit}, with metrics`, microseconds(withMetrics!), ''],
    [`\`${name}\` / plain handler`, times.toFixed(2), ratio === undefined ? '' : atMost(ratio, '', times)],
    signs ? [`\`${name}\` / plain handler that signs`, ratioOf(bare!, signed!).toFixed(2), ''] : undefined,
    [`\`${name}\` with metrics / plain handler`, ratioOf(withMetrics!, plainly!).toFixed(2), ''],
    [`\`${name}\`: peak memory`, `${peakOf(withMetrics!)} MB (plain handler: ${peakOf(signed!)} MB)`, ''],
    [`\`${name}\`: bundle`, `${kilobytes.toFixed(1)} KB`, atMost(largest, ' KB', kilobytes)],
  ];
  return rows.filter((row) => row !== undefined);
}

/** What the stack gives a function. */
const environment = (url: string) => ({
  SEARCH_ENDPOINT: url,
  SEARCH_ALIAS: 'things',
  TABLE_NAME: 'things',
  REJECT_BUCKET: 'rejects',
  REJECT_PREFIX: 'indexer/',
});
