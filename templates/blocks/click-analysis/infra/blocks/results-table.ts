import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
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
}
