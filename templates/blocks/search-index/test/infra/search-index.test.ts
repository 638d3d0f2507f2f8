import { expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { itemName } from '../../contract/derived/item.ts';
import { indexTemplate } from '../../processors/index-setup/index-definition.ts';
import { neededBy } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

it.each(stageNames)('is set up again for another definition, another name and another engine (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [setup] = idsOf(resources, 'Custom::SearchIndex');
  const { Alias, Definition, Endpoint } = resources[setup!]!.Properties;
  const definition = JSON.stringify(indexTemplate(itemName));
  expect(Alias).toBe(itemName);
  expect(Definition).toBe(createHash('sha256').update(definition).digest('hex'));
  const engines = clientsOf(stage).map(({ endpoint }) => endpoint);
  expect(new Set(engines.map((endpoint) => JSON.stringify(endpoint)))).toEqual(new Set([JSON.stringify(Endpoint)]));
});

it.each(stageNames)('is there before anything uses it, and after the engine is ready (%s)', (stage) => {
  const resources = resourcesOf(stage);
  const [setup] = idsOf(resources, 'Custom::SearchIndex');
  const users = clientsOf(stage).filter(({ id, alias }) => alias === itemName && !neededBy(resources, setup!).has(id));
  // indexer, purge and search API, and the canary of a stage that has one; the setup itself comes first
  expect(users.filter(({ id }) => !id.startsWith('Canary'))).toHaveLength(3);
  for (const { id } of users) expect([...neededBy(resources, id)]).toContain(setup);
  const ready = ['AWS::OpenSearchService::Domain', 'AWS::OpenSearchServerless::AccessPolicy'].flatMap((type) =>
    idsOf(resources, type).filter((id) => !id.startsWith('EngineHistory')),
  );
  expect(ready).toHaveLength(1);
  expect([...neededBy(resources, setup!)]).toContain(ready[0]);
});

/** The functions that use the engine, where they find it, and the alias of the index that they use. */
function clientsOf(stage: string): { id: string; endpoint: unknown; alias: unknown }[] {
  const resources = resourcesOf(stage);
  return idsOf(resources, 'AWS::Lambda::Function').flatMap((id) => {
    const { Variables } = resources[id]!.Properties['Environment'] as { Variables: Record<string, unknown> };
    const { SEARCH_ENDPOINT: endpoint, SEARCH_ALIAS: alias } = Variables;
    return endpoint === undefined ? [] : [{ id, endpoint, alias }];
  });
}
