import { describe, expect, it } from '@jest/globals';
// before anything that synthesizes: it switches the validator off
import { context, idsOf, stageNames, type Resources } from './synthesized.ts';
import { App, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { itemKey } from '../../contract/derived/item-table.ts';
import { stages } from '../../infra/config.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { ownItem } from '../../processors/canary/own-item.ts';

/** A stage with its canary set, whatever config.ts says. */
function templateWith(name: string, canary: Duration | undefined): Template {
  const stage = { ...stages.find((each) => each.name === name)!, canary };
  return Template.fromStack(new PipelineStack(new App({ context }), 'pipeline', { stage }));
}

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

describe.each(stageNames)('the canary of stage %s', (name) => {
  const template = templateWith(name, Duration.minutes(10));
  const resources = template.toJSON().Resources as Resources;
  const [functionId] = idsOf(resources, 'AWS::Lambda::Function').filter((id) => id.startsWith('Canary'));
  const { Properties: settings } = resources[functionId!]!;

  it('runs as often as its stage says, and is not repeated', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(10 minutes)',
      State: 'ENABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': [functionId, 'Arn'] }, RetryPolicy: { MaximumRetryAttempts: 0 } }],
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: functionId },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 300,
    });
    expect(settings['Timeout']).toBe(240);
  });

  it('raises its alarm after three periods in which nothing was found, or nothing ran', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: [
        { Expression: 'FILL(found, 0)' },
        {
          Id: 'found',
          MetricStat: {
            Metric: {
              Namespace: 'pipeline',
              MetricName: 'CanaryFound',
              Dimensions: [{ Name: 'service', Value: 'canary' }],
            },
            Stat: 'Sum',
            Period: 600,
          },
          ReturnData: false,
        },
      ],
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('writes and removes the item of its own key, searches, and does nothing else', () => {
    const [role] = idsOf(resources, 'AWS::IAM::Role').filter((id) => id.startsWith('Canary'));
    const statements = idsOf(resources, 'AWS::IAM::Policy')
      .map((id) => resources[id]!.Properties as { Roles: unknown; PolicyDocument: { Statement: Statement[] } })
      .filter(({ Roles }) => JSON.stringify(Roles) === JSON.stringify([{ Ref: role }]))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const actions = statements.flatMap(({ Action }) => Action).filter((action) => !/^(logs|ec2):/.test(action));
    expect(actions.filter((action) => /^(es:ESHttpPost|aoss:APIAccessAll)$/.test(action))).toHaveLength(1);
    expect(actions.filter((action) => action.startsWith('dynamodb:'))).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
    ]);
    expect(actions).toHaveLength(3);
    const [onTable] = statements.filter(({ Action }) => Action.includes('dynamodb:PutItem'));
    expect(onTable!.Resource).not.toBe('*');
    const [partition] = itemKey;
    if (partition?.type === 'S')
      expect(onTable!.Condition).toEqual({
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [ownItem().key[partition.name]] },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      });
  });

  it('is where the other clients of the engine are', () => {
    const [indexer] = idsOf(resources, 'AWS::Lambda::Function').filter((id) => id.startsWith('Indexer'));
    expect(settings['VpcConfig']).toEqual(resources[indexer!]!.Properties['VpcConfig']);
  });

  it('leaves nothing in a stage without one', () => {
    const without = Object.keys(templateWith(name, undefined).toJSON().Resources as Resources);
    expect(without.length).toBeGreaterThan(0);
    expect(without.filter((id) => id.startsWith('Canary'))).toEqual([]);
  });
});

it.each([
  ['oftener than a run may take', Duration.minutes(4)],
  ['so rarely that its alarm would look back for more than a day', Duration.hours(7)],
  ['at no whole minute', Duration.seconds(330)],
])('cannot run %s', (_what, every) => {
  expect(() => templateWith('dev', every)).toThrow('expected whole minutes, 5 minutes to 6 hours');
});
