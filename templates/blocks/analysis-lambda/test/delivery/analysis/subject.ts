import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { Analysis } from '../../../processors/analysis/analysis.ts';
import { LeftOutStore } from '../../../processors/analysis/left-out.ts';
import { Closer } from '../../../processors/closer/closer.ts';
import { dueUsers } from '../../../processors/closer/due-users.ts';
import { Results } from '../../../processors/lib/analysis/results.ts';
import type { Settings } from '../../../processors/lib/analysis/settings.ts';
import { ShardRows } from '../../../processors/lib/analysis/shard-rows.ts';
import { UserRows } from '../../../processors/lib/analysis/user-rows.ts';
import type { Clock } from '../../../processors/lib/clock.ts';
import { deadlineOf, margins } from '../../../processors/lib/deadline.ts';
import { RejectStore } from '../../../processors/lib/reject-store.ts';
import type { TableCalls } from './table-calls.ts';

/** What the analysis and the closer under test may use. Their tables are `analysis` and `results`. */
export interface AnalysisPorts {
  tables: TableCalls;
  putObject(key: string, body: string): Promise<void>;
  clock: Clock;
  settings: Settings;
}
export type CreateAnalysis = (
  ports: AnalysisPorts,
) => (event: KinesisStreamEvent, context: Context) => Promise<KinesisStreamBatchResponse>;
export type CreateCloser = (ports: AnalysisPorts) => (context: Context) => Promise<void>;

const rowsOf = ({ tables, settings }: AnalysisPorts) => ({
  rows: new UserRows(tables, 'analysis'),
  shards: new ShardRows(tables, 'analysis'),
  results: new Results(tables.put, 'results', settings),
});

/** The analysis of this project, wired as its handler wires it. */
export const createAnalysis: CreateAnalysis = (ports) => {
  const { putObject, clock, settings } = ports;
  const rejects = new RejectStore(putObject, 'rejected/analysis/');
  const leftOut = new LeftOutStore(putObject, 'left-out/');
  const analysis = new Analysis({ ...rowsOf(ports), rejects, leftOut, clock }, settings);
  return async ({ Records }, context) =>
    (await analysis.analyse(Records, deadlineOf(context, margins.toParkAndAnswer))).response;
};

/** The closer of this project, wired as its handler wires it. */
export const createCloser: CreateCloser = (ports) => {
  const due = (watermark: number) => dueUsers(ports.tables.query, 'analysis', watermark);
  const closer = new Closer({ ...rowsOf(ports), due, clock: ports.clock }, ports.settings);
  return async (context) => void (await closer.run(deadlineOf(context, margins.toAnswer)));
};

/** What a run analyses with. */
export interface AnalysisSubject {
  createAnalysis: CreateAnalysis;
  createCloser: CreateCloser;
}
export const ownAnalysis: AnalysisSubject = { createAnalysis, createCloser };
