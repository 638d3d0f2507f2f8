import { expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('switches on the change capture of the existing table, and makes no table (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [capture] = idsOf(resources, 'Custom::ChangeCapture');
  expect(resources[capture!]!.Properties).toMatchObject({
    TableName: expect.any(String),
    StreamArn: { 'Fn::GetAtt': [idsOf(resources, 'AWS::Kinesis::Stream')[0], 'Arn'] },
  });
  templateOf(stage).resourceCountIs('AWS::DynamoDB::GlobalTable', 0);
});
