import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { FlinkAnalysis, type FlinkAnalysisProps } from './flink-analysis.ts';
import type { Watched } from './monitoring.ts';

/** What is to be watched, and how many offers are made in five minutes. */
export interface AnalysisOfClicks {
  parts: readonly Watched[];
  offersMade: readonly IMetric[];
}

/** Sessions and offers of click events, from a Flink job. */
export function analysisOfClicks(scope: Construct, props: FlinkAnalysisProps): AnalysisOfClicks {
  const analysis = new FlinkAnalysis(scope, 'Analysis', props);
  return { parts: [analysis], offersMade: [analysis.offersMade] };
}
