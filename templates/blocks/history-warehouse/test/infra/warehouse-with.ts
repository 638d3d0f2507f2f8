import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ChangeStream } from '../../infra/blocks/change-stream.ts';
import { FailureStore } from '../../infra/blocks/failure-store.ts';
import { historyInWarehouse } from '../../infra/blocks/history-in-warehouse.ts';
import { SourceTable } from '../../infra/blocks/source-table.ts';
import { warehouseSettings } from '../../infra/warehouse-settings.ts';
import { context, settingsOf, type Resources } from './synthesized.ts';

/** The warehouse of a stage with other settings, and what it needs of the stack. */
export function warehouseWith(changes: Partial<(typeof warehouseSettings)['dev']>): Resources {
  const stack = new Stack(new App({ context }), 'shop-dev', { env: { region: 'eu-west-1' } });
  const stage = settingsOf('dev');
  const streamed = {
    changes: new ChangeStream(stack, 'Changes', { stage }),
    failures: new FailureStore(stack, 'Failures', { stage }),
  };
  const table = new SourceTable(stack, 'Table', { stage, changes: streamed.changes });
  historyInWarehouse(stack, { stage, table, ...streamed, settings: { ...warehouseSettings.dev, ...changes } });
  return Template.fromStack(stack).toJSON().Resources as Resources;
}

export const copied = { rows: 'copy', allowPublicWarehouse: true } as const;
