import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { dueIndex } from '../../processors/lib/analysis/due-index.ts';
import type { Stage } from '../stage.ts';
import type { ProcessorFunction } from './processor-function.ts';

/**
 * What the analysis remembers of each user, and how far each shard is. DynamoDB removes a user four days after their last event. Without
 * it, open sessions and counts are gone; results stay.
 */
export class AnalysisTable extends Construct {
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
      // users with an open session, by its end
      globalSecondaryIndexes: [
        {
          indexName: dueIndex,
          partitionKey: { name: 'slot', type: AttributeType.NUMBER },
          sortKey: { name: 'due', type: AttributeType.NUMBER },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    new CfnOutput(Stack.of(this), 'AnalysisTableName', { value: this.#table.tableName });
  }

  /** Lets the analysis read and write users, and say how far a shard is. */
  allowAnalysis(analysis: ProcessorFunction): void {
    analysis.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [this.#table.tableArn]);
    this.#name(analysis);
  }

  /** Lets the closer find users whose session is over, and read and write them. */
  allowCloser(closer: ProcessorFunction): void {
    const index = `${this.#table.tableArn}/index/${dueIndex}`;
    closer.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], [this.#table.tableArn]);
    closer.allow(['dynamodb:Query'], [index]);
    this.#name(closer);
  }

  #name(processor: ProcessorFunction): void {
    processor.function.addEnvironment('ANALYSIS_TABLE', this.#table.tableName);
  }
}
