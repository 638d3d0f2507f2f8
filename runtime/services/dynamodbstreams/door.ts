import { streamArnOf } from '../dynamodb/stream-arn.ts';
import { WatchedTable } from '../dynamodb/watched-table.ts';
import { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import { TableStreamSource } from './poller/source.ts';
import { ChangeStream } from './stream.ts';
import type { StreamedTable, StreamedTableOptions, TableStreamMapping, TableStreamMappingOptions } from './types.ts';

/** A table whose changes go to a stream of its own. */
export function createStreamedTable({ viewType, ...options }: StreamedTableOptions): StreamedTable {
  const table = new WatchedTable({ ...options, changes: undefined });
  const arn = streamArnOf(`arn:aws:dynamodb:eu-west-1:111122223333:table/${options.name}`);
  const stream = new ChangeStream({ arn, viewType, clock: options.clock });
  table.onChange((change) => stream.take(change));
  return { table, stream };
}

/** Starts Lambda's event source mapping for the stream of a table. Throws when a property is outside Lambda's limits. */
export const startTableStreamMapping = ({ stream, ...options }: TableStreamMappingOptions): TableStreamMapping =>
  new EventSourceMapping({
    ...options,
    source: new TableStreamSource({ stream, component: 'Table', faults: options.faults, taken: () => undefined }),
  });
