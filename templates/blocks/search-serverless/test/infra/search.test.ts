import { expect, it } from '@jest/globals';
import { itemName } from '../../contract/derived/item.ts';
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
  // what shares another policy has tests of its own
  const access = idsOf(resources, 'AWS::OpenSearchServerless::AccessPolicy').find((id) =>
    id.startsWith('EngineAccess'),
  );
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
  // a stage may have a canary or not
  const { Canary: canary = ['ReadDocument'], ...others }: Record<string, unknown> = Object.fromEntries(allowed);
  expect(canary).toEqual(['ReadDocument']);
  expect(others).toEqual({
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

it.each(stageNames)('lets each function get to the index of its stack only (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [collection] = idsOf(resources, 'AWS::OpenSearchServerless::Collection');
  const { Name } = resources[collection!]!.Properties;
  // what shares another policy has tests of its own
  const access = idsOf(resources, 'AWS::OpenSearchServerless::AccessPolicy').find((id) =>
    id.startsWith('EngineAccess'),
  );
  const text = JSON.stringify(resources[access!]!.Properties['Policy']).replaceAll('\\"', '"');
  const named = [...text.matchAll(/"Resource":\[("[^\]]+")\]/g)].map(([, resource]) => JSON.parse(resource!) as string);
  expect(new Set(named)).toEqual(new Set([`index/${Name}/${itemName}*`, `collection/${Name}`]));
});

it('keeps what a collection that is kept is made of', () => {
  const resources = resourcesOf('prod');
  const parts = ['Collection', 'CollectionGroup', 'SecurityPolicy'].flatMap((type) =>
    idsOf(resources, `AWS::OpenSearchServerless::${type}`),
  );
  expect(parts).toHaveLength(4);
  for (const id of parts) expect(resources[id]!.DeletionPolicy).toBe('RetainExceptOnCreate');
});
