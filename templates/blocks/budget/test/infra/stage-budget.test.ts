import { describe, expect, it } from '@jest/globals';
import { idsOf, settingsOf, stageNames, templateWith, type Resources } from './synthesized.ts';

const withBudget = (stage: string, monthlyBudget: number | undefined): Resources =>
  templateWith(stage, { monthlyBudget }).toJSON().Resources as Resources;

describe.each(stageNames)('the budget of stage %s', (stage) => {
  it('is there where the stage says what it may cost, and only there', () => {
    expect(idsOf(withBudget(stage, undefined), 'AWS::Budgets::Budget')).toEqual([]);
    const own = idsOf(withBudget(stage, settingsOf(stage).monthlyBudget), 'AWS::Budgets::Budget');
    expect(own).toHaveLength(settingsOf(stage).monthlyBudget === undefined ? 0 : 1);
  });

  it('tells the alarm topic at 80 % of the cost, and when more than all is forecast, of this stack alone', () => {
    const resources = withBudget(stage, 120);
    const [budget] = idsOf(resources, 'AWS::Budgets::Budget');
    const [topic] = idsOf(resources, 'AWS::SNS::Topic').filter((id) => id.startsWith('MonitoringAlarms'));
    const subscribers = [{ SubscriptionType: 'SNS', Address: { Ref: topic } }];
    const notification = { ThresholdType: 'PERCENTAGE', ComparisonOperator: 'GREATER_THAN' };
    const { Budget, NotificationsWithSubscribers } = resources[budget!]!.Properties;
    expect(Budget).toMatchObject({
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 120, Unit: 'USD' },
      CostFilters: {
        TagKeyValue: [expect.stringMatching(/^aws:cloudformation:stack-name\$[a-z0-9-]+-(dev|prod)$/)],
      },
    });
    expect(NotificationsWithSubscribers).toEqual([
      { Notification: { ...notification, NotificationType: 'ACTUAL', Threshold: 80 }, Subscribers: subscribers },
      { Notification: { ...notification, NotificationType: 'FORECASTED', Threshold: 100 }, Subscribers: subscribers },
    ]);
  });

  it('may publish to the topic, for this account alone, before it is made', () => {
    const resources = withBudget(stage, 120);
    const [policy] = idsOf(resources, 'AWS::SNS::TopicPolicy').filter((id) => id.startsWith('MonitoringAlarms'));
    const { Statement } = resources[policy!]!.Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] };
    const [allowed] = Statement.filter(({ Principal }) => JSON.stringify(Principal).includes('budgets.'));
    expect(allowed).toMatchObject({
      Effect: 'Allow',
      Action: 'sns:Publish',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    const [budget] = idsOf(resources, 'AWS::Budgets::Budget');
    expect(resources[budget!]!.DependsOn).toContain(policy);
  });
});
