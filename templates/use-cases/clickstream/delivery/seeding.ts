import type { Seeding } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { PipelineStage } from '../infra/config.ts';
import { clickSeeding } from './click-seeding.ts';

/** Sample events, by the way on which events come in. */
export const seeding: Seeding<PipelineStage> = clickSeeding;
