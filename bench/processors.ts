import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { median } from './cpu.ts';
import { bundles } from './processors/bundles.ts';
import type { HandlerPlace, Job, Measured } from './processors/job.ts';
import { atMost, type Row, type Section } from './table.ts';

const folder = join(import.meta.dirname, 'processors');
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
  { name: 'indexer', signs: true, unit: 'record', batchSize: 500, calls: 20, ratio: 1 },
  { name: 'search-api', signs: true, unit: 'search', batchSize: 1, calls: 500 },
  { name: 'history-transform', signs: false, unit: 'change', batchSize: 500, calls: 20, ratio: 0.8 },
];
const rounds = 9;

/** What a record or a search costs a deployed processor, beside a plain handler in the same process over the same engine. */
export async function processors(): Promise<Section> {
  const built = await bundles();
  const title =
    'Processors: CPU time of a record of 0.8 KB, a change of 1.4 KB with the item before it (both in batches of 500) or a search (20 items, 3 facets), bundles as deployed, an ' +
    `engine that answers at once; median of ${rounds} rounds in turns with a plain handler.`;
  if (built === undefined)
    return { title: `${title} Not measured: npm cannot install the plain handlers' client.`, unit: 'CPU', rows: [] };
  const engine = await startEngine();
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

async function rowsOf(compared: Compared, deployed: string, plainFile: string, url: string): Promise<Row[]> {
  const { name, signs, unit, ratio } = compared;
  const ours: HandlerPlace = { file: deployed, name: 'handler' };
  const plain: HandlerPlace = { file: plainFile, name: 'handler' };
  const signed: HandlerPlace = { file: plainFile, name: 'signed' };
  const run = (metrics: 'on' | 'off', ...handlers: HandlerPlace[]) =>
    measured({ ...compared, rounds, handlers }, url, metrics);
  const { costs } = await run('off', ours, plain, ...(signs ? [signed] : []));
  const withMetrics = (await run('on', ours, plain)).costs;
  // memory belongs to a process: each has one of its own
  const peaks = [await run('on', ours), await run('on', signs ? signed : plain)].map(({ peak }) => Math.round(peak));
  const kilobytes = statSync(deployed).size / 1024;
  const [cost, plainCost, signedCost] = costs.map(median);
  const times = ratioOf(costs[0]!, costs[1]!);
  const rows: (Row | undefined)[] = [
    [`plain handler: a ${unit}`, microseconds(plainCost!), ''],
    signs ? [`plain handler that signs its requests: a ${unit}`, microseconds(signedCost!), ''] : undefined,
    [`\`${name}\`: a ${unit}`, microseconds(cost!), ''],
    [`\`${name}\`: a ${unit}, with metrics`, microseconds(median(withMetrics[0]!)), ''],
    [`\`${name}\` / plain handler`, times.toFixed(2), ratio === undefined ? '' : atMost(ratio, '', times)],
    signs ? [`\`${name}\` / plain handler that signs`, ratioOf(costs[0]!, costs[2]!).toFixed(2), ''] : undefined,
    [`\`${name}\` with metrics / plain handler`, ratioOf(withMetrics[0]!, withMetrics[1]!).toFixed(2), ''],
    [`\`${name}\`: peak memory`, `${peaks[0]} MB (plain handler: ${peaks[1]} MB)`, ''],
    [`\`${name}\`: bundle`, `${kilobytes.toFixed(1)} KB`, atMost(largest, ' KB', kilobytes)],
  ];
  return rows.filter((row) => row !== undefined);
}

const microseconds = (value: number): string => `${value.toFixed(1)} µs`;

const ratioOf = (ours: readonly number[], plain: readonly number[]): number =>
  median(ours.map((cost, round) => cost / plain[round]!));

async function startEngine(): Promise<{ url: string; process: ChildProcess }> {
  const engine = spawn(process.execPath, [join(folder, 'stub-engine.ts')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [url] = (await once(createInterface(engine.stdout!), 'line')) as [string];
  return { url, process: engine };
}

async function measured(job: Job, url: string, metrics: 'on' | 'off'): Promise<Measured> {
  const child = fork(join(folder, 'once.ts'), [JSON.stringify(job)], {
    // what it logs is written, and read by nobody
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...environment(url), POWERTOOLS_METRICS_DISABLED: String(metrics === 'off') },
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${job.handlers.map(({ file }) => file).join(', ')}: the process ended with ${code}. ${said}`);
  });
  const [result] = (await Promise.race([once(child, 'message'), failed])) as [Measured];
  failed.catch(() => undefined);
  return result;
}

/** What the stack and Lambda give a function. */
const environment = (url: string) => ({
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'a secret of nobody',
  SEARCH_ENDPOINT: url,
  SEARCH_ALIAS: 'things',
  TABLE_NAME: 'things',
  REJECT_BUCKET: 'rejects',
  REJECT_PREFIX: 'indexer/',
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'bench',
});
