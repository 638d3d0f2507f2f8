import type { PipelineStage } from '../infra/config.ts';
import type { PreflightCheck } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { brokerPreflight } from './broker-preflight.ts';
import { webhookPreflight } from './webhook-preflight.ts';

/** What account and region have to have before a stage is deployed. */
export const preflight: readonly PreflightCheck<PipelineStage>[] = [brokerPreflight, webhookPreflight];
