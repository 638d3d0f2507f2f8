import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** Sessions and offers by user, for applications to read: sessions for 90 days, offers for 30. */
export class ResultsTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'user', type: AttributeType.STRING },
      sortKey: { name: 'result', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires',
      // for what hears of new offers; nothing is charged for a stream that nobody reads
      dynamoStream: StreamViewType.NEW_IMAGE,
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.name === 'prod',
      removalPolicy: stage.removalPolicy,
    });
    new CfnOutput(Stack.of(this), 'ResultsTableName', { value: this.table.tableName });
  }

  /** Lets a processor add results, and tells it where. */
  allowWriter(processor: ProcessorFunction): void {
    processor.allow(['dynamodb:PutItem'], [this.table.tableArn]);
    processor.function.addEnvironment('RESULTS_TABLE', this.table.tableName);
  }

  /** Of the stream of new items. */
  get streamArn(): string {
    return this.table.tableStreamArn!;
  }

  /** Lets Lambda read the stream for a processor (Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB", "Permissions"). */
  allowStreamReader(processor: ProcessorFunction): void {
    const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
    processor.allow(actions, [this.streamArn]);
    processor.allow(['dynamodb:ListStreams'], ['*']);
    acknowledge(processor.role, 'AwsSolutions-IAM5[Resource::*]', 'ListStreams takes no resource');
  }

  /** Lets a processor read the results of a user, and tells it where. */
  allowReader(processor: ProcessorFunction): void {
    processor.allow(['dynamodb:Query'], [this.table.tableArn]);
    processor.function.addEnvironment('RESULTS_TABLE', this.table.tableName);
  }
}
