import type { Construct } from 'constructs';
import { historyTable } from '../history-table.ts';
import { lakeSettings } from '../lake-settings.ts';
import type { Stage } from '../stage.ts';
import type { ChangeStream } from './change-stream.ts';
import { HistoryTransform } from './history-transform.ts';
import { LakeDelivery } from './lake-delivery.ts';
import { Lake } from './lake.ts';
import type { Watched } from './monitoring.ts';
import type { SourceTable } from './source-table.ts';

export interface HistoryInLakeProps {
  stage: Stage;
  changes: ChangeStream;
  table: SourceTable;
}

/** Every change of the table also goes through Firehose to the lake. Returns what is to be watched. */
export function historyInLake(scope: Construct, { stage, changes, table }: HistoryInLakeProps): Watched[] {
  const settings = lakeSettings[stage.name];
  const transform = HistoryTransform.of(scope, { stage });
  const lake = new Lake(scope, 'Lake', { stage, settings, table: historyTable });
  const delivery = new LakeDelivery(scope, 'LakeDelivery', {
    stage,
    settings,
    source: changes,
    transform: transform.processor,
    lake,
  });
  // Firehose begins at LATEST when it becomes ACTIVE: before that, nothing may write to the stream
  table.node.addDependency(delivery.deliveryStream);
  return [transform, delivery];
}
