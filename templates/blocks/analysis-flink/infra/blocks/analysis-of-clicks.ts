import type { Construct } from 'constructs';
import { FlinkAnalysis, type FlinkAnalysisProps } from './flink-analysis.ts';
import type { Watched } from './monitoring.ts';

/** Sessions and offers of click events, from a Flink job. Returns what is to be watched. */
export const analysisOfClicks = (scope: Construct, props: FlinkAnalysisProps): Watched[] => [
  new FlinkAnalysis(scope, 'Analysis', props),
];
