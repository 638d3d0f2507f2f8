import type { EventSource, FunctionSide, Poller } from '../../../contracts/event-source.ts';
import type { StreamRecord } from '../../../contracts/records.ts';
import type { Stream } from '../types.ts';
import { StreamPoller } from './stream-poller.ts';

/** A Kinesis stream as Lambda polls it. */
export class StreamSource implements EventSource<StreamRecord> {
  readonly arn: string;
  /** Lambda guide, with-kinesis, "Creating an event source mapping". */
  readonly permissions = [
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
  ];
  readonly #stream: Stream;
  readonly #taken: () => void;

  /** `taken` is called whenever records have been done with. */
  constructor(stream: Stream, taken: () => void = () => undefined) {
    this.arn = stream.arn;
    this.#stream = stream;
    this.#taken = taken;
  }

  poll(mapping: FunctionSide<StreamRecord>): Poller {
    return new StreamPoller(this.#stream, {
      ...mapping,
      polls: () => mapping.polls(),
      invoke: (batch) => mapping.invoke(batch),
      giveUp: (batch) => mapping.giveUp(batch),
      progress: (done) => {
        mapping.progress(done);
        this.#taken();
      },
    });
  }
}
