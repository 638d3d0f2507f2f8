import type { Construct } from 'constructs';
import { historySettings } from '../history-settings.ts';
import { HistoryDelivery } from './history-delivery.ts';
import { HistoryIndex } from './history-index.ts';
import type { HistoryPath } from './history-path.ts';
import { HistoryTransform } from './history-transform.ts';
import type { Watched } from './monitoring.ts';

/** Every change of the table also goes through Firehose to the history in the domain. Returns what is to be watched. */
export function historyInSearch(scope: Construct, path: HistoryPath): Watched[] {
  const { stage, changes, table, search, failures } = path;
  const transform = HistoryTransform.of(scope, { stage });
  const index = new HistoryIndex(scope, 'History', { stage, settings: historySettings[stage.name], search });
  const delivery = new HistoryDelivery(scope, 'HistoryDelivery', {
    stage,
    changes,
    transform: transform.processor,
    search,
    index,
    failures,
  });
  // Firehose begins at LATEST when it becomes ACTIVE: before that, nothing may write to the stream
  table.node.addDependency(delivery.deliveryStream);
  return [transform, index, delivery];
}
