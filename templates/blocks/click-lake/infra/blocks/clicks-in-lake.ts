import type { Construct } from 'constructs';
import { clickTable } from '../click-table.ts';
import { lakeSettings } from '../lake-settings.ts';
import type { Stage } from '../stage.ts';
import type { ClickEvents } from './click-events.ts';
import { partitionByEventDay } from './event-day-partitions.ts';
import { LakeDelivery } from './lake-delivery.ts';
import { LakeRows } from './lake-rows.ts';
import { Lake } from './lake.ts';

/** Every line of the stream goes through Firehose to the lake, below the day of its event. */
export function clicksInLake(
  scope: Construct,
  { stage, events }: { stage: Stage; events: ClickEvents },
): { delivery: LakeDelivery; rows: LakeRows } {
  const settings = lakeSettings[stage.name];
  const lake = new Lake(scope, 'Lake', { stage, settings, table: clickTable });
  const rows = new LakeRows(scope, 'LakeRows', { stage });
  const delivery = new LakeDelivery(scope, 'LakeDelivery', {
    stage,
    settings,
    source: events,
    transform: rows.processor,
    lake,
  });
  partitionByEventDay(lake, delivery, settings);
  return { delivery, rows };
}
