import { expect, it } from '@jest/globals';
import { precision } from '../../processors/change-capture/change-capture.ts';
import { statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('switches on the change capture of the existing table, and makes no table (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [capture] = idsOf(resources, 'Custom::ChangeCapture');
  expect(resources[capture!]!.Properties).toMatchObject({
    TableName: expect.any(String),
    StreamArn: { 'Fn::GetAtt': [idsOf(resources, 'AWS::Kinesis::Stream')[0], 'Arn'] },
    // without it, another precision in the code would not reach the table
    Precision: precision,
  });
  templateOf(stage).resourceCountIs('AWS::DynamoDB::GlobalTable', 0);
});

it('lets the function that switches it on do what DynamoDB asks of its caller, on the stream of the stack', () => {
  const resources = resourcesOf('dev');
  const [stream] = idsOf(resources, 'AWS::Kinesis::Stream');
  const statements = Object.values(templateOf('dev').findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
  );
  expect(statements).toContainEqual({
    Effect: 'Allow',
    Action: ['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:PutRecord', 'kinesis:PutRecords'],
    Resource: { 'Fn::GetAtt': [stream, 'Arn'] },
  });
  expect(statements).toContainEqual({ Effect: 'Allow', Action: 'kinesis:ListStreams', Resource: '*' });
});

it.each(stageNames)('lets the functions of the deployment and the indexer get to this table only (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [capture] = idsOf(resources, 'Custom::ChangeCapture');
  const { TableName } = resources[capture!]!.Properties;
  const about = statementsOf(resources).filter(({ actions }) =>
    actions.some((action) => action.startsWith('dynamodb:')),
  );
  expect(about).toHaveLength(2);
  for (const { resources: named } of about) {
    expect(named).toHaveLength(1);
    expect(JSON.stringify(named)).toContain(`table/${TableName as string}"`);
  }
});
