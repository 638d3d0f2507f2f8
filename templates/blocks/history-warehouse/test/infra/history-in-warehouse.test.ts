import { expect, it } from '@jest/globals';
import { neededBy } from './dependencies.ts';
import { idsOf } from './synthesized.ts';
import { copied, warehouseWith } from './warehouse-with.ts';

it('is complete where rows are copied: nothing writes to the stream before Firehose reads it', () => {
  const resources = warehouseWith(copied);
  const [delivery] = idsOf(resources, 'AWS::KinesisFirehose::DeliveryStream');
  const writers = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table', 'Custom::ChangeCapture'].flatMap((type) =>
    idsOf(resources, type),
  );
  expect(writers.some((id) => neededBy(resources, id).has(delivery!))).toBe(true);
});
