import type { PipelineStage } from '../infra/config.ts';
import type { PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** What account and region have to have before a stage is deployed: nothing that other projects would not need, too. */
export const preflight: readonly PreflightCheck<PipelineStage>[] = [];
