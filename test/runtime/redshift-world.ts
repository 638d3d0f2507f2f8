import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
  type DescribeStatementResponse,
  type ExecuteStatementCommandInput,
  type Field,
} from '@aws-sdk/client-redshift-data';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { allow, arnOf, developerOf, resource } from './stack-world.ts';

const ingestRole = (...statements: object[]) =>
  resource('Warehouse', 'AWS::IAM::Role', {
    RoleName: 'ingest',
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'redshift.amazonaws.com' } }],
    },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  });

export const ingestArn = 'arn:aws:iam::111122223333:role/ingest';
export const readsStream = [
  allow(
    [
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
    ],
    arnOf('Stream'),
  ),
  allow('kinesis:ListStreams', '*'),
];

/** A warehouse with a stream that its role reads. */
export const warehouse = (statements: readonly object[] = readsStream, workgroup: object = {}) => ({
  Stream: resource('Changes', 'AWS::Kinesis::Stream', { Name: 'changes', ShardCount: 2, RetentionPeriodHours: 24 }),
  Ingest: ingestRole(...statements),
  Namespace: resource('Warehouse', 'AWS::RedshiftServerless::Namespace', {
    NamespaceName: 'shop',
    DbName: 'shop',
    IamRoles: [arnOf('Ingest')],
  }),
  Workgroup: resource('Warehouse', 'AWS::RedshiftServerless::Workgroup', {
    WorkgroupName: 'shop',
    NamespaceName: { Ref: 'Namespace' },
    ...workgroup,
  }),
});

export const clientOf = (stack: LocalStack) => new RedshiftDataClient(developerOf(stack));

/** Calls the Data API as its client, and waits for the end of each statement. */
export class DataApi {
  readonly client: RedshiftDataClient;
  readonly #stack: LocalStack;

  constructor(stack: LocalStack) {
    this.#stack = stack;
    this.client = clientOf(stack);
  }

  execute(sql: string, more: Partial<ExecuteStatementCommandInput> = {}) {
    return this.client.send(
      new ExecuteStatementCommand({ WorkgroupName: 'shop', Database: 'shop', Sql: sql, ...more }),
    );
  }

  batch(...sqls: string[]) {
    return this.client.send(new BatchExecuteStatementCommand({ WorkgroupName: 'shop', Database: 'shop', Sqls: sqls }));
  }

  describe(id: string | undefined) {
    return this.client.send(new DescribeStatementCommand({ Id: id }));
  }

  async ended(id: string | undefined): Promise<DescribeStatementResponse> {
    for (;;) {
      const described = await this.describe(id);
      if (['FINISHED', 'FAILED', 'ABORTED'].includes(described.Status!)) return described;
      await this.#stack.clock.sleep(100);
    }
  }

  /** Status, or the error without its "ERROR: ". */
  async outcome(sql: string, more: Partial<ExecuteStatementCommandInput> = {}): Promise<string> {
    const { Status, Error: error } = await this.ended((await this.execute(sql, more)).Id);
    return error?.replace('ERROR: ', '') ?? Status!;
  }

  /** Throws where it does not finish. */
  async run(...sqls: string[]): Promise<void> {
    for (const sql of sqls) {
      const outcome = await this.outcome(sql);
      if (outcome !== 'FINISHED') throw new Error(`${sql}: ${outcome}`);
    }
  }

  async rows(sql: string, more: Partial<ExecuteStatementCommandInput> = {}): Promise<unknown[][]> {
    const { Id } = await this.execute(sql, more);
    const { Status, Error: error } = await this.ended(Id);
    if (Status !== 'FINISHED') throw new Error(`${sql}: ${Status} ${error}`);
    const { Records } = await this.client.send(new GetStatementResultCommand({ Id }));
    return Records!.map((fields) => fields.map(valueOf));
  }
}

function valueOf(field: Field): unknown {
  if (field.isNull) return null;
  return field.longValue ?? field.doubleValue ?? field.booleanValue ?? field.stringValue ?? field.blobValue;
}
