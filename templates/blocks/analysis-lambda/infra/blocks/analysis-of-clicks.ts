import { Duration, Stack } from 'aws-cdk-lib';
import { Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import { analysisMetrics } from '../../processors/analysis/metrics.ts';
import { closerMetrics } from '../../processors/closer/metrics.ts';
import type { Stage } from '../stage.ts';
import { AnalysisTable } from './analysis-table.ts';
import { Analysis } from './analysis.ts';
import { Closer } from './closer.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { ResultsTable } from './results-table.ts';

export interface AnalysisOfClicksProps {
  stage: Stage;
  /** Click events, as lines of JSON. */
  events: IStream;
  results: ResultsTable;
  failures: FailureStore;
}

/** What is to be watched, and how many offers are made in five minutes: the metrics together are all. */
export interface AnalysisOfClicks {
  parts: readonly Watched[];
  offersMade: readonly IMetric[];
}

/** Sessions and offers of click events, from Lambda functions. */
export function analysisOfClicks(
  scope: Construct,
  { stage, events, results, failures }: AnalysisOfClicksProps,
): AnalysisOfClicks {
  const table = new AnalysisTable(scope, 'AnalysisTable', { stage });
  const made = (processor: string, name: string) =>
    processorMetric(Stack.of(scope), processor, name, { statistic: Stats.SUM, period: Duration.minutes(5) });
  return {
    parts: [
      new Analysis(scope, 'Analysis', { stage, events, table, results, failures }),
      new Closer(scope, 'Closer', { stage, table, results }),
    ],
    offersMade: [made('analysis', analysisMetrics.offers), made('closer', closerMetrics.offers)],
  };
}
