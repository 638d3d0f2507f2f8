import type { Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { PipelineStage } from '../infra/config.ts';
import { clickSeeding } from './click-seeding.ts';

/** The topic is outside of the stack: a producer of yours writes to it. */
export const seeding: Seeding<PipelineStage> = clickSeeding;
