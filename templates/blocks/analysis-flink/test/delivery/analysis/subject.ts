import { ClickAnalysisJob, type JobPorts } from '../../../delivery/click-analysis-job.ts';
import type { Settings } from '../../../processors/lib/analysis/settings.ts';

export type CreateJob = (ports: JobPorts, settings: Settings) => ClickAnalysisJob;

/** What a run analyses with: the stand-in of the Flink job, whose own tests are in analytics/. */
export interface AnalysisSubject {
  createJob: CreateJob;
}
export const ownAnalysis: AnalysisSubject = { createJob: (...given) => new ClickAnalysisJob(...given) };
