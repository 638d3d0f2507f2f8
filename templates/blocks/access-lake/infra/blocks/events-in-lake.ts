import type { Construct } from 'constructs';
import { accessTable } from '../access-table.ts';
import { lakeSettings } from '../lake-settings.ts';
import type { Stage } from '../stage.ts';
import type { AccessEvents } from './access-events.ts';
import { EventDelivery } from './event-delivery.ts';
import { Lake } from './lake.ts';

/** Every event goes through Firehose to the lake. */
export function eventsInLake(
  scope: Construct,
  { stage, events }: { stage: Stage; events: AccessEvents },
): EventDelivery {
  const settings = lakeSettings[stage.name];
  const lake = new Lake(scope, 'Lake', { stage, settings, table: accessTable });
  return new EventDelivery(scope, 'LakeDelivery', { stage, settings, events, lake });
}
