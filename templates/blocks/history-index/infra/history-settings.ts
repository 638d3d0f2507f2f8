import { Duration } from 'aws-cdk-lib';
import type { HistorySettings } from './blocks/history-index.ts';
import type { Stage } from './stage.ts';

/** What of the searchable history differs between the stages. */
export const historySettings: Readonly<Record<Stage['name'], HistorySettings>> = {
  dev: { keep: Duration.days(30) },
  prod: { keep: Duration.days(365) },
};
