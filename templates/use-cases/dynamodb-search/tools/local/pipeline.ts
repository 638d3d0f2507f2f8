import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { join } from 'node:path';
import { startLocalStack, type LocalStack, type LocalStackOptions } from '../../.stream-pipeline/runtime/runtime.cjs';
import { itemKey } from '../../contract/derived/item.ts';
import { stages } from '../../infra/config.ts';
import { project } from '../../infra/project.ts';
import { indexerMetrics } from '../../processors/indexer/metrics.ts';
import { readParked, type ParkedObject } from '../replay/parked.ts';
import { replay } from '../replay/replay.ts';
import { output } from '../stack/output.ts';
import { dynamodbItem } from '../table/dynamodb-item.ts';
import { Account, type Places } from './account.ts';
import type { SampleChange } from './sample-changes.ts';

/** The stage that runs here: the stages differ in sizes only. */
const [stage] = stages;
export const stackName = `${project.name}-${stage!.name}`;
const journal = join(import.meta.dirname, '..', '..', '.local', 'journal');

export type PipelineOptions = Pick<
  LocalStackOptions,
  'assembly' | 'seed' | 'speed' | 'rules' | 'outages' | 'resume' | 'settings' | 'refused'
>;

/** The pipeline of this project on this machine, from its table to its search API. */
export class LocalPipeline {
  readonly stack: LocalStack;
  /** What the stream has taken, since the first record. */
  readonly account = new Account();
  /** How many changes have been fed, those before a resume included. */
  fed: number;
  readonly #dynamodb: DynamoDBClient;

  private constructor(stack: LocalStack) {
    this.stack = stack;
    this.fed = stack.fedBefore;
    const { environment } = stack;
    this.#dynamodb = new DynamoDBClient({
      endpoint: stack.url,
      region: environment['AWS_REGION']!,
      credentials: {
        accessKeyId: environment['AWS_ACCESS_KEY_ID']!,
        secretAccessKey: environment['AWS_SECRET_ACCESS_KEY']!,
      },
    });
    for (const { data } of stack.find('stream', this.#output('ChangeStreamName')).records()) this.account.accept(data);
    stack.onRecord(({ data }) => this.account.accept(data));
  }

  static async start(options: PipelineOptions): Promise<LocalPipeline> {
    const stack = await startLocalStack({
      ...options,
      stackName,
      existingTables: ({ TableName }) => [{ name: TableName!, key: itemKey.map(({ name }) => name) as [string] }],
      failureStores: ({ FailureBucketName }) => [{ bucket: FailureBucketName! }],
      sinks: () => [],
      journal,
      measures: { dropped: [indexerMetrics.dropped], lag: [indexerMetrics.latency] },
    });
    return new LocalPipeline(stack);
  }

  get places(): Places {
    return {
      table: this.stack.find('table', this.#output('TableName')),
      failures: this.stack.find('bucket', this.#output('FailureBucketName')),
      index: this.stack.find('index'),
    };
  }

  /** Where the search API answers. */
  get searchUrl(): string {
    return this.#output('SearchUrl');
  }

  /** Remembers how many changes have been fed, for a resume too. */
  noteFed(position: number): void {
    this.fed = position;
    this.stack.fed(position);
  }

  /** Makes a change where it is made in AWS: through the API of DynamoDB, where that has a call for it. */
  async apply(change: SampleChange): Promise<void> {
    const TableName = this.#output('TableName');
    if (change.kind === 'put')
      await this.#dynamodb.send(new PutItemCommand({ TableName, Item: dynamodbItem(change.item) }));
    else if (change.kind === 'delete')
      await this.#dynamodb.send(new DeleteItemCommand({ TableName, Key: dynamodbItem(change.key) }));
    else if (change.kind === 'expire') this.places.table.expire(dynamodbItem(change.key) as never);
    else this.stack.find('stream', this.#output('ChangeStreamName')).put('poison', change.text);
  }

  /** What lies in the failure store. */
  parked(): ParkedObject[] {
    return this.places.failures
      .contents('')
      .map(({ key, body, storedAt }) => readParked(key, Buffer.from(body).toString(), new Date(storedAt)));
  }

  /** Puts parked objects back into the stream, with the replay tool. */
  async replay(isMeant: (object: ParkedObject) => boolean): Promise<void> {
    const { failures } = this.places;
    const stream = this.stack.find('stream', this.#output('ChangeStreamName'));
    await replay(this.parked().filter(isMeant), {
      put: async (records) => {
        for (const { partitionKey, data } of records) stream.put(partitionKey, Buffer.from(data, 'base64'));
        return [];
      },
      remove: (key) => failures.delete(key),
      sleep: (milliseconds) => this.stack.clock.sleep(milliseconds),
    });
  }

  async stop(options: { keep?: boolean } = {}): Promise<void> {
    this.#dynamodb.destroy();
    await this.stack.stop(options);
  }

  #output(name: string): string {
    return output(this.stack.outputs, name);
  }
}
