import type { Construct } from 'constructs';
import { accessTable } from '../access-table.ts';
import { lakeSettings } from '../lake-settings.ts';
import type { Stage } from '../stage.ts';
import type { AccessEvents } from './access-events.ts';
import { LakeDelivery } from './lake-delivery.ts';
import { Lake } from './lake.ts';

/** Every event goes through Firehose to the lake. */
export function eventsInLake(
  scope: Construct,
  { stage, events }: { stage: Stage; events: AccessEvents },
): LakeDelivery {
  const settings = lakeSettings[stage.name];
  const lake = new Lake(scope, 'Lake', { stage, settings, table: accessTable });
  return new LakeDelivery(scope, 'LakeDelivery', { stage, settings, source: events, lake });
}
