import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, TableEncryptionV2, TableV2, type CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Conditions } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { itemKey, itemTimeToLive } from '../../contract/derived/item-table.ts';
import type { Stage } from '../stage.ts';
import { captureOf } from './change-capture.ts';
import type { ChangeStream } from './change-stream.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction } from './processor-function.ts';

const attributeTypes = { S: AttributeType.STRING, N: AttributeType.NUMBER, B: AttributeType.BINARY };

/** The table with the items, its key taken from the contract. Every change of it goes to the change stream. */
export class SourceTable extends Construct implements Watched {
  readonly name: string;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  readonly #table: TableV2;

  constructor(scope: Construct, id: string, { stage, changes }: { stage: Stage; changes: ChangeStream }) {
    super(scope, id);
    const [partitionKey, sortKey] = itemKey.map(({ name, type }) => ({ name, type: attributeTypes[type] }));
    this.#table = new TableV2(this, 'Table', {
      partitionKey: partitionKey!,
      ...(sortKey ? { sortKey } : {}),
      ...(itemTimeToLive ? { timeToLiveAttribute: itemTimeToLive } : {}),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.name === 'prod',
      removalPolicy: stage.removalPolicy,
      kinesisStream: changes.stream,
    });
    // CloudFormation's default is milliseconds, in which two changes of one item tie a thousand times as often
    // (DynamoDB developer guide, "Using Kinesis Data Streams to capture changes").
    (this.#table.node.defaultChild as CfnGlobalTable).addPropertyOverride(
      'Replicas.0.KinesisStreamSpecification.ApproximateCreationDateTimePrecision',
      'MICROSECOND',
    );
    this.name = this.#table.tableName;
    new CfnOutput(Stack.of(this), 'TableName', { value: this.name });
    ({ alarms: this.alarms, widgets: this.widgets } = captureOf(this, this.name, changes));
  }

  /** Lets a processor read single items. */
  allowReadsBy(processor: ProcessorFunction): void {
    processor.allow(['dynamodb:GetItem'], [this.#table.tableArn]);
  }

  /** Lets a processor write and remove items, under conditions. */
  allowWritesBy(processor: ProcessorFunction, conditions: Conditions): void {
    processor.role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:DeleteItem', 'dynamodb:PutItem'],
        resources: [this.#table.tableArn],
        conditions,
      }),
    );
  }
}
