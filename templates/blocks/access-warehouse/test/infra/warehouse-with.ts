import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccessEvents } from '../../infra/blocks/access-events.ts';
import { eventsInWarehouse } from '../../infra/blocks/events-in-warehouse.ts';
import { FailureStore } from '../../infra/blocks/failure-store.ts';
import { Ingest, ingestTimeout } from '../../infra/blocks/ingest.ts';
import { RawLogs } from '../../infra/blocks/raw-logs.ts';
import { warehouseSettings } from '../../infra/warehouse-settings.ts';
import { context, settingsOf, type Resources } from './synthesized.ts';

/** The warehouse of a stage with other settings, and what it needs of the stack. */
export function warehouseWith(changes: Partial<(typeof warehouseSettings)['dev']>): Resources {
  const stack = new Stack(new App({ context }), 'logs-dev', { env: { region: 'eu-west-1' } });
  const stage = settingsOf('dev');
  const events = new AccessEvents(stack, 'Events', { stage });
  const failures = new FailureStore(stack, 'Failures', { stage });
  const settings = { ...warehouseSettings.dev, ...changes };
  const { readers } = eventsInWarehouse(stack, { stage, events, failures, settings });
  const raw = new RawLogs(stack, 'Raw', { stage, readerTimeout: ingestTimeout, deliveries: [] });
  new Ingest(stack, 'Ingest', { stage, raw, events, failures, readers });
  return Template.fromStack(stack).toJSON().Resources as Resources;
}

export const copied = { rows: 'copy', allowPublicWarehouse: true } as const;
