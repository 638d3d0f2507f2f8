import type { Stage } from '../stage.ts';
import type { ChangeStream } from './change-stream.ts';
import type { FailureStore } from './failure-store.ts';
import type { Search } from './search.ts';
import type { SourceTable } from './source-table.ts';

/** Where a change comes from, and where it or what is wrong with it goes: the same for every engine. */
export interface HistoryPath {
  stage: Stage;
  changes: ChangeStream;
  table: SourceTable;
  search: Search;
  failures: FailureStore;
}
