import { Duration } from 'aws-cdk-lib';
import type { LakeSettings } from './blocks/lake.ts';
import type { Stage } from './stage.ts';

/** What of the lake differs between the stages. */
export const lakeSettings: Readonly<Record<Stage['name'], LakeSettings>> = {
  dev: { interval: Duration.minutes(1), keep: Duration.days(30) },
  prod: { interval: Duration.minutes(15), keep: undefined },
};
