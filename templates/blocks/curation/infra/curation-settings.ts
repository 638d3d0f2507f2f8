import { Duration } from 'aws-cdk-lib';
import type { Stage } from './stage.ts';

export interface CurationSettings {
  /** Hours between two runs, of a day: 1, 2, 3, 4, 6, 8, 12 or 24. Each run is paid for. */
  everyHours: number;
  /** How long after its end an hour is curated: Firehose collects rows for a file until then. */
  lag: Duration;
  /** Of G.1X: one leads, and the others work. */
  workers: number;
  /** A run that takes longer is ended. */
  timeout: Duration;
}

/** What of the curation differs between the stages. */
export const curationSettings: Readonly<Record<Stage['name'], CurationSettings>> = {
  dev: { everyHours: 6, lag: Duration.minutes(20), workers: 2, timeout: Duration.minutes(30) },
  prod: { everyHours: 1, lag: Duration.minutes(20), workers: 2, timeout: Duration.minutes(50) },
};
