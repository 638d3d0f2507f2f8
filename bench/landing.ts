import { buildSync, type BuildOptions } from 'esbuild';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { answersWith } from '../test/core/answers-with.ts';
import { assemble } from '../test/matrix/assemble.ts';
import { median } from './cpu.ts';
import { microseconds, peakOf, ratioOf } from './processors/figures.ts';
import { batches, type Job, type Round } from './processors/job.ts';
import { partsOf, type RowOf } from './processors/row-parts.ts';
import { bytesOfValues, sourceBatches } from './processors/source-batches.ts';
import { startStub } from './processors/stub.ts';
import { inTurns, rounds, workerOf } from './processors/workers.ts';
import { atLeast, atMost, type Row, type Section } from './table.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'build', 'bench', 'landing');
const useCase = 'msk-lakehouse';
const project = join(folder, useCase);
/** Events of a batch, and batches of a round. */
const [batchSize, calls] = [500, 40];
/** KB of a deployed bundle. */
const largest = 80;
/** Speed, as a multiple of that of the archived handler. */
const least = 2;
/** Bytes of what goes to Firehose, as a multiple of those of the values. */
const most = 1.01;

interface Functions {
  bundleOptions(name: string): BuildOptions;
}

/** What an event costs the landing as it is deployed, beside what an archived solution of AWS does, over the same stubs of Firehose. */
export async function landing(): Promise<Section> {
  assemble(folder, [{ id: useCase, answers: answersWith({ useCase }) }]);
  const { bundleOptions } = (await import(join(project, 'infra', 'functions.ts'))) as Functions;
  const options = bundleOptions('landing');
  const plain = { absWorkingDir: root, entryPoints: [join('bench', 'processors', 'plain-landing.ts')] };
  const built = (name: string, more: BuildOptions): string => {
    const outfile = join(folder, `${name}.mjs`);
    buildSync({ ...options, ...more, outfile });
    return outfile;
  };
  const alone = { alias: { '@aws-sdk/client-firehose': join(root, 'bench', 'processors', 'stub-delivery-client.ts') } };
  const files = {
    ours: built('landing', {}),
    archived: built('archived', plain),
    oursAlone: built('landing-alone', alone),
    archivedAlone: built('archived-alone', { ...plain, ...alone }),
  };
  const firehose = await startStub('stub-delivery.ts');
  try {
    return {
      title: `Landing: CPU time of an event of 1 KB, in batches of ${batchSize} of 4 partitions, over a Firehose that takes everything at once; median of ${rounds} rounds in turns with the handler of an archived solution of AWS (msk-lambda-kdf, written anew, its log of events off), each in a process of its own. Alone: with a stub in place of the client. Otherwise through the AWS SDK.`,
      unit: 'CPU',
      rows: [
        ...(await rowsAlone(files.oursAlone, files.archivedAlone)),
        ...(await rowsThroughSdk(files.ours, files.archived, firehose.url)),
        ...(await rowsOfBytes(files.ours, files.archived, firehose.url)),
      ],
    };
  } finally {
    firehose.process.kill();
  }
}

const workerOn = (file: string, name: Job['name'], url: string, metrics: 'on' | 'off') =>
  workerOf({ file, name, unit: 'source event', batchSize, calls }, environment(url), metrics);

const environment = (url: string) => ({
  AWS_ENDPOINT_URL_FIREHOSE: url,
  DELIVERY_STREAM_NAME: 'raw',
  REJECT_BUCKET: 'rejects',
  REJECT_PREFIX: 'rejected/landing/',
});

async function rowsAlone(deployed: string, plain: string): Promise<Row[]> {
  const [ours, archived] = await inTurns([
    workerOn(deployed, 'handler', '', 'on'),
    workerOn(plain, 'handler', '', 'off'),
  ]);
  const times = ratioOf(archived!, ours!);
  return [
    ['archived handler, alone: an event', microseconds(archived!), ''],
    ['`landing` with metrics, alone: an event', microseconds(ours!), ''],
    ['events a second of one processor, alone: archived, `landing`', `${speed(archived!)}, ${speed(ours!)}`, ''],
    ['speed of `landing` / of the archived handler, alone', times.toFixed(2), atLeast(least, times)],
  ];
}

async function rowsThroughSdk(deployed: string, plain: string, url: string): Promise<Row[]> {
  const [ours, archived, once] = await inTurns([
    workerOn(deployed, 'handler', url, 'on'),
    workerOn(plain, 'handler', url, 'off'),
    workerOn(plain, 'once', url, 'off'),
  ]);
  const kilobytes = statSync(deployed).size / 1024;
  return [
    ['archived handler: an event', microseconds(archived!), ''],
    ['archived handler that does not encode twice: an event', microseconds(once!), ''],
    ['`landing` with metrics: an event', microseconds(ours!), ''],
    ['speed of `landing` / of the archived handler', ratioOf(archived!, ours!).toFixed(2), ''],
    ['speed of `landing` / of the archived handler that does not encode twice', ratioOf(once!, ours!).toFixed(2), ''],
    ['`landing`: peak memory', `${peakOf(ours!)} MB (archived handler: ${peakOf(archived!)} MB)`, ''],
    ['`landing`: bundle', `${kilobytes.toFixed(1)} KB`, atMost(largest, ' KB', kilobytes)],
  ];
}

/** What reaches Firehose of one round, beside the values. */
async function rowsOfBytes(deployed: string, plain: string, url: string): Promise<Row[]> {
  const ours = await bytesOf(deployed, 'handler', url);
  const { rowOf } = (await import(join(project, 'processors', 'landing', 'row.ts'))) as { rowOf: RowOf };
  return [
    ['archived handler: bytes out / in', (await bytesOf(plain, 'handler', url)).toFixed(2), ''],
    ['archived handler that does not encode twice: bytes out / in', (await bytesOf(plain, 'once', url)).toFixed(2), ''],
    ['`landing`: bytes out / in', ours.toFixed(2), atMost(most, '', ours)],
    ...partsOf(sourceBatches(1, batchSize), rowOf).map(([what, part]): Row => [
      `of these, ${what}`,
      part.toFixed(2),
      '',
    ]),
  ];
}

async function bytesOf(file: string, name: Job['name'], url: string): Promise<number> {
  const taken = async () => Number(await (await fetch(url)).text());
  const worker = workerOn(file, name, url, 'off');
  try {
    const before = await taken();
    await worker.round();
    return ((await taken()) - before) / valueBytes();
  } finally {
    worker.end();
  }
}

/** Of the values of a round. */
function valueBytes(): number {
  const bytes = sourceBatches(batches, batchSize).map(bytesOfValues);
  return Array.from({ length: calls }, (_, nth) => bytes[nth % bytes.length]!).reduce((sum, each) => sum + each, 0);
}

const speed = (rounds: readonly Round[]): string =>
  Math.round(1e6 / median(rounds.map(({ cost }) => cost))).toLocaleString('en');
