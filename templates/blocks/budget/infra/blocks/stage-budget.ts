import { Aws, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface StageBudgetProps {
  /** USD */
  monthlyBudget: number;
  /** Of the alarms. */
  topic: Topic;
}

/** Percent of the budget. */
const [spent, forecast] = [80, 100];

/**
 * Tells the alarm topic what the resources of this stack cost. AWS Budgets knows them by a tag that CloudFormation adds, once the tag is
 * active as a cost allocation tag in the account: docs/budget.md.
 */
export class StageBudget extends Construct {
  constructor(scope: Construct, id: string, { monthlyBudget, topic }: StageBudgetProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const allowed = topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('budgets.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        // AWS Budgets guide, "Creating an Amazon SNS topic for budget notifications"
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:budgets::${Aws.ACCOUNT_ID}:*` },
        },
      }),
    );
    const tell = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    });
    const budget = new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: stackName,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudget, unit: 'USD' },
        costFilters: { TagKeyValue: [`aws:cloudformation:stack-name$${stackName}`] },
      },
      notificationsWithSubscribers: [tell('ACTUAL', spent), tell('FORECASTED', forecast)],
    });
    // Budgets tries the topic when it gets the notification
    if (allowed.policyDependable) budget.node.addDependency(allowed.policyDependable);
  }
}
