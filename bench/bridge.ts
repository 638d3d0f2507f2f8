import { buildSync, type BuildOptions } from 'esbuild';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { answersWith } from '../test/core/answers-with.ts';
import { assemble } from '../test/matrix/assemble.ts';
import { microseconds, peakOf, ratioOf } from './processors/figures.ts';
import type { Job } from './processors/job.ts';
import { startStub } from './processors/stub.ts';
import { inTurns, rounds, workerOf } from './processors/workers.ts';
import { atMost, type Row, type Section } from './table.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'build', 'bench', 'bridge');
const useCase = 'clickstream';
const project = join(folder, useCase);
/** KB of a deployed bundle. */
const largest = 80;
/** What the guarantees may cost, as a multiple of a handler that gives none. */
const most = 1.5;

interface Functions {
  bundleOptions(name: string): BuildOptions;
  bundleOf(name: string): string;
}

/** What an event costs the bridge as it is deployed, beside plain handlers over the same stream. */
export async function bridge(): Promise<Section> {
  assemble(folder, [{ id: useCase, answers: answersWith({ useCase }) }]);
  const { bundleOptions, bundleOf } = (await import(join(project, 'infra', 'functions.ts'))) as Functions;
  buildSync(bundleOptions('bridge'));
  const plain = join(folder, 'plain-bridge.mjs');
  buildSync({
    ...bundleOptions('bridge'),
    absWorkingDir: root,
    entryPoints: [join('bench', 'processors', 'plain-bridge.ts')],
    outfile: plain,
  });
  const stream = await startStub('stub-stream.ts');
  try {
    return {
      title: `Bridge: CPU time of an event of 1 KB, in batches of 500 of 4 partitions and about 400 keys, over a stream that takes everything at once; median of ${rounds} rounds in turns with plain handlers, each in a process of its own. All of them call the stream through the AWS SDK.`,
      unit: 'CPU',
      rows: await rowsOf(bundleOf('bridge'), plain, stream.url),
    };
  } finally {
    stream.process.kill();
  }
}

async function rowsOf(deployed: string, plain: string, url: string): Promise<Row[]> {
  const jobOf = (file: string, name: Job['name']): Job => ({ file, name, unit: 'event', batchSize: 500, calls: 40 });
  const environment = {
    AWS_ENDPOINT_URL_KINESIS: url,
    STREAM_NAME: 'clicks',
    REJECT_BUCKET: 'rejects',
    REJECT_PREFIX: 'rejected/bridge/',
  };
  const [ours, withMetrics, read, unread] = await inTurns([
    workerOf(jobOf(deployed, 'handler'), environment, 'off'),
    workerOf(jobOf(deployed, 'handler'), environment, 'on'),
    workerOf(jobOf(plain, 'handler'), environment, 'off'),
    workerOf(jobOf(plain, 'unread'), environment, 'off'),
  ]);
  const kilobytes = statSync(deployed).size / 1024;
  const times = ratioOf(withMetrics!, read!);
  return [
    ['plain handler that reads the values: an event', microseconds(read!), ''],
    ['plain handler that does not read them: an event', microseconds(unread!), ''],
    ['`bridge`: an event', microseconds(ours!), ''],
    ['`bridge`: an event, with metrics', microseconds(withMetrics!), ''],
    ['`bridge` with metrics / plain handler', times.toFixed(2), atMost(most, '', times)],
    ['`bridge` with metrics / plain handler that does not read', ratioOf(withMetrics!, unread!).toFixed(2), ''],
    ['`bridge`: peak memory', `${peakOf(withMetrics!)} MB (plain handler: ${peakOf(read!)} MB)`, ''],
    ['`bridge`: bundle', `${kilobytes.toFixed(1)} KB`, atMost(largest, ' KB', kilobytes)],
  ];
}
