import type { EventSource } from '../../contracts/event-source.ts';
import type { Host, RunningService } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { streamArnOf } from '../dynamodb/stream-arn.ts';
import type { ChangingTable } from '../dynamodb/types.ts';
import { TableStreamSource } from './poller/source.ts';
import { ChangeStream } from './stream.ts';
import type { ChangeRecord, StreamViewType } from './types.ts';

/** As a list: most entries of a journal are records, and the names of fields would be written with each. */
type Entry = readonly [stream: string, shardId: string, sequenceNumber: string, itemKey: string, arrivedAt: number];

/** Once a record has gone to its mapping, nobody asks for it: a run may last for days. */
const keptRecords = 5_000;

interface Streamed {
  readonly stream: ChangeStream;
  /** The component of the table. */
  readonly component: string;
}

/** The streams of the tables of a run. */
export class TableStreams implements RunningService {
  readonly #host: Host;
  /** By the name of the table. */
  readonly #streams = new Map<string, Streamed>();

  constructor(host: Host) {
    this.#host = host;
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'])
      for (const resource of host.graph.ofType(type)) {
        const { StreamSpecification: specification } = resource.properties as {
          StreamSpecification?: { StreamViewType?: StreamViewType };
        };
        if (specification)
          this.#streams.set(resource.ref, {
            stream: this.#stream(resource, specification.StreamViewType ?? 'NEW_AND_OLD_IMAGES'),
            component: resource.component ?? resource.id,
          });
      }
  }

  /** By the name of the table, or by the ARN of the stream. */
  find(nameOrArn: string): ChangeStream | undefined {
    return this.#streams.get(tableOf(nameOrArn))?.stream;
  }

  names(): readonly string[] {
    return [...this.#streams.keys()];
  }

  /** Recorded on AWS (`test_esm_with_not_existing_dynamodb_stream`): the message for a stream that is not there. */
  source(arn: string): EventSource<ChangeRecord> | undefined {
    if (!/:dynamodb:.*:table\/[^/]+\/stream\//.test(arn)) return undefined;
    const found = this.#streams.get(tableOf(arn));
    if (!found) throw new Error(`InvalidParameterValueException: Stream not found: ${arn}`);
    const { stream, component } = found;
    const { faults } = this.#host;
    return new TableStreamSource({ stream, component, faults, taken: () => stream.keepNewest(keptRecords) });
  }

  /** Puts back what the stream had, and keeps what it takes from now on. */
  #stream({ ref, arn: tableArn }: Resource, viewType: StreamViewType): ChangeStream {
    const { clock, find } = this.#host;
    const arn = streamArnOf(tableArn);
    const journal = this.#host.journal<Entry>();
    const stream = new ChangeStream({ arn, viewType, clock });
    for (const { entry, bytes } of journal.remembered()) {
      const [name, shardId, sequenceNumber, itemKey, arrivedAt] = entry;
      if (name === arn) stream.restore({ shardId, sequenceNumber, itemKey, data: bytes, arrivedAt });
    }
    stream.onRecord(({ shardId, sequenceNumber, itemKey, arrivedAt, data }) =>
      journal.remember([arn, shardId, sequenceNumber, itemKey, arrivedAt], data),
    );
    (find('table', ref) as ChangingTable).onChange((change) => stream.take(change));
    return stream;
  }
}

const tableOf = (nameOrArn: string): string => nameOrArn.replace(/^arn:.*:table\//, '').replace(/\/stream\/.*$/, '');
