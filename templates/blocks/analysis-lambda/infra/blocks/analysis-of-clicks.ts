import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import { AnalysisTable } from './analysis-table.ts';
import { Analysis } from './analysis.ts';
import { Closer } from './closer.ts';
import type { FailureStore } from './failure-store.ts';
import type { Watched } from './monitoring.ts';
import type { ResultsTable } from './results-table.ts';

export interface AnalysisOfClicksProps {
  stage: Stage;
  /** Click events, as lines of JSON. */
  events: IStream;
  results: ResultsTable;
  failures: FailureStore;
}

/** Sessions and offers of click events, from Lambda functions. Returns what is to be watched. */
export function analysisOfClicks(
  scope: Construct,
  { stage, events, results, failures }: AnalysisOfClicksProps,
): Watched[] {
  const table = new AnalysisTable(scope, 'AnalysisTable', { stage });
  return [
    new Analysis(scope, 'Analysis', { stage, events, table, results, failures }),
    new Closer(scope, 'Closer', { stage, table, results }),
  ];
}
