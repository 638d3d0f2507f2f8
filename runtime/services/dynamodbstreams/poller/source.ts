import type { EventSource, FunctionSide, Poller } from '../../../contracts/event-source.ts';
import type { Faults } from '../../../contracts/faults.ts';
import type { ChangeRecord, TableStream } from '../types.ts';
import { TableStreamPoller } from './table-stream-poller.ts';

export interface SourceOptions {
  readonly stream: TableStream;
  /** The component of the table. */
  readonly component: string;
  readonly faults: Faults;
  /** Called whenever records have been done with. */
  taken(): void;
}

/** The stream of a table as Lambda polls it. */
export class TableStreamSource implements EventSource<ChangeRecord> {
  readonly arn: string;
  readonly component: string;
  /** Lambda guide, with-ddb, "Execution role permissions". */
  readonly permissions = [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
  ];
  readonly #options: SourceOptions;

  constructor(options: SourceOptions) {
    this.arn = options.stream.arn;
    this.component = options.component;
    this.#options = options;
  }

  poll(mapping: FunctionSide<ChangeRecord>): Poller {
    const { stream, faults, taken } = this.#options;
    return new TableStreamPoller(stream, faults, {
      ...mapping,
      invoke: async (batch) => {
        const outcome = await mapping.invoke(batch);
        const isAgain =
          outcome.type === 'returned' && faults.strike('table-stream.batch-again', batch.identity) !== undefined;
        return isAgain ? await mapping.invoke(batch) : outcome;
      },
      progress: (done) => {
        mapping.progress(done);
        taken();
      },
    });
  }
}
