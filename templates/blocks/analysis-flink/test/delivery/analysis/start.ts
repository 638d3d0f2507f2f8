import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  createTable,
  type createClock,
  type createFaults,
  type createObjects,
  type createStream,
  type StreamRecord,
} from '../../../.stream-pipeline/runtime/runtime.cjs';
import { seededRandom } from '../../../.stream-pipeline/toolkit/toolkit.cjs';
import { Results } from '../../../processors/lib/analysis/results.ts';
import type { Settings } from '../../../processors/lib/analysis/settings.ts';
import type { AnalysisSubject } from './subject.ts';

/** Milliseconds until a job that has failed runs again. */
const restart = 10_000;

export interface AnalysisOptions extends AnalysisSubject {
  seed: number;
  clock: ReturnType<typeof createClock>;
  faults: ReturnType<typeof createFaults>;
  stream: ReturnType<typeof createStream>;
  failures: ReturnType<typeof createObjects>;
  settings: Settings;
  /** How often a call of the table fails, before or after it has done what it was to do. */
  tableFails: number;
}

/** The stand-in of the job over the stream of a run, with a table that refuses calls and loses answers now and then. */
export function startAnalysis(options: AnalysisOptions) {
  const { seed, clock, faults, stream, failures, settings, tableFails, createJob } = options;
  const results = createTable({ clock, faults, name: 'results', key: ['user', 'result'], changes: undefined });
  const random = seededRandom(seed);
  const strike = (): void => {
    if (random() < tableFails) throw new Error('the table does not answer');
  };
  const put = async ({ Item: item }: PutItemCommandInput): Promise<void> => {
    strike();
    const key = { user: item!['user']!, result: item!['result']! };
    await results.update(key as never, (before) => {
      if (before) throw Object.assign(new Error('refused'), { name: 'ConditionalCheckFailedException' });
      return item as never;
    });
    strike();
  };
  const putObject = (key: string, body: string) => failures.put(key, body);
  const job = createJob({ results: new Results(put, 'results', settings), putObject, clock }, settings);
  // a record comes within an invocation of the bridge, whose end is not that of the job
  const outside = AsyncLocalStorage.snapshot();
  const queue: StreamRecord[] = [];
  let working: Promise<void> | undefined;
  const takeAll = async (): Promise<void> => {
    for (let record = queue[0]; record; record = queue[0])
      await job.take(record).then(
        () => void queue.shift(),
        () => clock.sleep(restart),
      );
    // here, where nothing can come between: a record that comes later begins anew
    working = undefined;
  };
  stream.onPut((record) => {
    queue.push(record);
    working ??= outside(takeAll);
  });
  return {
    tables: { results },
    found: { application: { name: 'analysis', status: 'RUNNING', job } },
    outputs: { ResultsTableName: 'results', AnalysisApplicationName: 'analysis' },
    idle: async () => {
      await working;
    },
  };
}
