import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ClickAnalysisJob } from './click-analysis-job.ts';

export interface SessionSoFar {
  user: string;
  start: number;
  end: number;
  events: number;
  types: Record<string, number>;
}

/** The sessions that are not over yet, as the stand-in of the job remembers them. */
export function openSessions({ find, outputs }: Place): SessionSoFar[] {
  const { job } = find('application', output(outputs, 'AnalysisApplicationName'));
  return (job as ClickAnalysisJob | undefined)?.openSessions() ?? [];
}
