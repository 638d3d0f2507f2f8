import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ClickAnalysisJob } from './click-analysis-job.ts';

export interface SessionSoFar {
  user: string;
  start: number;
  end: number;
  events: number;
  types: Record<string, number>;
}

/** Until when sessions have to be closed: the watermark of the job stands still where no event comes. */
export const closingTime = ({ find, outputs }: Place): number =>
  find('stream', output(outputs, 'ClickStreamName')).records().at(-1)?.arrivedAt ?? 0;

/** The sessions that are not over yet, as the stand-in of the job remembers them. */
export function openSessions({ find, outputs }: Place): SessionSoFar[] {
  const { job } = find('application', output(outputs, 'AnalysisApplicationName'));
  return (job as ClickAnalysisJob | undefined)?.openSessions() ?? [];
}
