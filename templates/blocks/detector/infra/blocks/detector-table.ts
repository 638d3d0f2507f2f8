import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

/**
 * The state of the analytics: counts of windows for two days, what is usual by time of day, and up to where everything
 * is judged. Each row has a bound, and DynamoDB removes what has expired. Without it, the detector learns anew in two
 * weeks.
 */
export class DetectorTable extends Construct {
  readonly #table: TableV2;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.#table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires',
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.name === 'prod',
      removalPolicy: stage.removalPolicy,
    });
    new CfnOutput(Stack.of(this), 'DetectorTableName', { value: this.#table.tableName });
  }

  /** Lets a processor read and write rows, and tells it where. */
  allow(processor: ProcessorFunction): void {
    processor.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [this.#table.tableArn]);
    processor.function.addEnvironment('DETECTOR_TABLE', this.#table.tableName);
  }
}
