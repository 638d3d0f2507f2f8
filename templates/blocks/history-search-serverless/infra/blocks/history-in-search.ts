import type { Construct } from 'constructs';
import { historySettings } from '../history-settings.ts';
import { HistoryIndex } from './history-index.ts';
import type { HistoryPath } from './history-path.ts';
import { HistoryWriter } from './history-writer.ts';
import type { Watched } from './monitoring.ts';

/** A function also writes every change of the table into the history in the collection. Returns what is to be watched. */
export function historyInSearch(scope: Construct, path: HistoryPath): Watched[] {
  const { stage, changes, search, failures } = path;
  const index = new HistoryIndex(scope, 'History', { stage, settings: historySettings[stage.name], search });
  return [index, new HistoryWriter(scope, 'HistoryWriter', { stage, changes, index, failures })];
}
