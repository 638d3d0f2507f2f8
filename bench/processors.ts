import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { median } from './cpu.ts';
import { bundles } from './processors/bundles.ts';
import type { Job, Round } from './processors/job.ts';
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
  { name: 'indexer', signs: true, unit: 'record', batchSize: 500, calls: 40, ratio: 1 },
  { name: 'search-api', signs: true, unit: 'search', batchSize: 1, calls: 1000 },
  { name: 'history-transform', signs: false, unit: 'change', batchSize: 500, calls: 40, ratio: 0.8 },
];
const rounds = 15;

/** Rounds in which the compiler sees everything that there is. */
const warmUp = 5;

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

async function rowsOf(compared: Compared, deployed: string, plain: string, url: string): Promise<Row[]> {
  const { name, signs, unit, batchSize, calls, ratio } = compared;
  const jobOf = (file: string, exported: Job['name']): Job => ({ file, name: exported, unit, batchSize, calls });
  const yardsticks = [jobOf(plain, 'handler'), ...(signs ? [jobOf(plain, 'signed')] : [])];
  const ours = jobOf(deployed, 'handler');
  const [bare, withMetrics, plainly, signed = plainly] = await inTurns([
    workerOf(ours, url, 'off'),
    workerOf(ours, url, 'on'),
    ...yardsticks.map((job) => workerOf(job, url, 'off')),
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

const costsOf = (rounds: readonly Round[]): number[] => rounds.map(({ cost }) => cost);

const microseconds = (rounds: readonly Round[]): string => `${median(costsOf(rounds)).toFixed(1)} µs`;

const ratioOf = (ours: readonly Round[], plain: readonly Round[]): number =>
  median(costsOf(ours).map((cost, nth) => cost / plain[nth]!.cost));

const peakOf = (rounds: readonly Round[]): number => Math.round(rounds.at(-1)!.peak);

async function startEngine(): Promise<{ url: string; process: ChildProcess }> {
  const engine = spawn(process.execPath, [join(folder, 'stub-engine.ts')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [url] = (await once(createInterface(engine.stdout!), 'line')) as [string];
  return { url, process: engine };
}

/** A process that calls a handler for a round when it is asked to. */
interface Worker {
  round(): Promise<Round>;
  end(): void;
}

/** The rounds of every worker, one worker after the other. */
async function inTurns(workers: readonly Worker[]): Promise<Round[][]> {
  try {
    for (const worker of workers) for (let nth = 0; nth < warmUp; nth++) await worker.round();
    const all: Round[][] = workers.map(() => []);
    for (let nth = 0; nth < rounds; nth++)
      for (const [at, worker] of workers.entries()) all[at]!.push(await worker.round());
    return all;
  } finally {
    for (const worker of workers) worker.end();
  }
}

function workerOf(job: Job, url: string, metrics: 'on' | 'off'): Worker {
  const child = fork(join(folder, 'once.ts'), [JSON.stringify(job)], {
    // what it logs is written, and read by nobody
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...environment(url), POWERTOOLS_METRICS_DISABLED: String(metrics === 'off') },
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${job.file}: the process ended with ${code}. ${said}`);
  });
  failed.catch(() => undefined);
  return {
    async round() {
      const answered = once(child, 'message');
      child.send('round');
      const [round] = (await Promise.race([answered, failed])) as [Round];
      return round;
    },
    end: () => child.disconnect(),
  };
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
