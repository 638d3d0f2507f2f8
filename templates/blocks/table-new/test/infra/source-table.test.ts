import { expect, it } from '@jest/globals';
import { itemKey } from '../../contract/derived/item-table.ts';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('sends every change of the table to the stream, timed in microseconds (%s)', (stage) => {
  const [stream] = idsOf(resourcesOf(stage), 'AWS::Kinesis::Stream');
  const [table] = Object.values(templateOf(stage).findResources('AWS::DynamoDB::GlobalTable'));
  expect(table!['Properties'].Replicas).toEqual([
    expect.objectContaining({
      KinesisStreamSpecification: {
        StreamArn: { 'Fn::GetAtt': [stream, 'Arn'] },
        ApproximateCreationDateTimePrecision: 'MICROSECOND',
      },
    }),
  ]);
});

it('has the key of the contract', () => {
  const [table] = Object.values(templateOf('prod').findResources('AWS::DynamoDB::GlobalTable'));
  const { KeySchema: schema, AttributeDefinitions: attributes } = table!['Properties'];
  expect(schema.map(({ AttributeName }: { AttributeName: string }) => AttributeName)).toEqual(
    itemKey.map(({ name }) => name),
  );
  expect(attributes).toEqual(itemKey.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })));
});

it('protects the table of prod from deletion', () => {
  templateOf('prod').hasResource('AWS::DynamoDB::GlobalTable', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: {
      Replicas: [
        { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
    },
  });
});
