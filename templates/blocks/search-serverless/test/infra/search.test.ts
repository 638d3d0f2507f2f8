import { expect, it } from '@jest/globals';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

it.each(stageNames)('scales to zero and keeps the ids of documents (%s)', (stage) => {
  const template = templateOf(stage);
  template.hasResourceProperties('AWS::OpenSearchServerless::CollectionGroup', {
    Generation: 'NEXTGEN',
    CapacityLimits: { MinIndexingCapacityInOcu: 0, MinSearchCapacityInOcu: 0 },
  });
  template.hasResourceProperties('AWS::OpenSearchServerless::Collection', { Type: 'SEARCH' });
});

it('lets each function do with the index what it has to do, and no more', () => {
  const resources = resourcesOf('prod');
  const [access] = idsOf(resources, 'AWS::OpenSearchServerless::AccessPolicy');
  const { 'Fn::Join': join } = resources[access!]!.Properties['Policy'] as { 'Fn::Join': [string, unknown[]] };
  const text = join[1]
    .map((part) => (typeof part === 'string' ? part : (part as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0]))
    .join('');
  const allowed = (JSON.parse(text) as { Principal: string[]; Rules: { Permission: string[] }[] }[]).map(
    ({ Principal, Rules }) => [
      /^[A-Z][a-z]+/.exec(Principal[0]!)![0],
      Rules.flatMap(({ Permission }) => Permission).map((permission) => permission.replace('aoss:', '')),
    ],
  );
  expect(Object.fromEntries(allowed)).toEqual({
    Index: [
      'CreateIndex',
      'DescribeIndex',
      'UpdateIndex',
      'CreateCollectionItems',
      'DescribeCollectionItems',
      'UpdateCollectionItems',
    ],
    Indexer: ['WriteDocument', 'ReadDocument', 'DescribeIndex'],
    Purge: ['ReadDocument', 'WriteDocument'],
    Api: ['ReadDocument'],
  });
});
