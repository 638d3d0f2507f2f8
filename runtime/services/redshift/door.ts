import { startFilesWarehouse as startFiles } from './loading.ts';
import { startSplittingWarehouse as startSplitting } from './splitting.ts';
import { startWarehouse as start } from './standalone.ts';
import type { FilesWarehouse, FilesWarehouseOptions, RunningWarehouse, WarehouseOptions } from './types.ts';

/** Starts an empty warehouse in this process. It needs the package @duckdb/node-api. */
export const startWarehouse = (options: WarehouseOptions): RunningWarehouse => start(options);

/** The same, where a record of the stream has several events and SQL takes them apart. */
export const startSplittingWarehouse = (options: WarehouseOptions): RunningWarehouse => startSplitting(options);

/** The same without a stream: its transactions load files of buckets. */
export const startFilesWarehouse = (options: FilesWarehouseOptions): FilesWarehouse => startFiles(options);
