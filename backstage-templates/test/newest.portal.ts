import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../test/cli/command.ts';
import { treeIn } from '../../test/cli/tree.ts';
import { guestToken, startPortal, type Portal } from '../portal/start-portal.ts';
import { workspaceOf } from '../portal/workspace.ts';
import { eventuallyInCatalog, relationsOf } from './catalog.ts';
import { cloned, entered, generated } from './repositories.ts';
import { Scaffolder } from './scaffolder.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal(temporaryFolder(), workspaceOf('newest'));
});
afterAll(() => portal?.stop());

it('in the newest release, a template creates the repository of the command line, and the catalog links it to the template', async () => {
  const scaffolder = new Scaffolder(portal.baseUrl, await guestToken(portal.baseUrl));
  const made = await scaffolder.run('dynamodb-search', entered(portal, 'shop', { tableChoice: { table: 'new' } }));
  expect([made.status, made.log.at(-1)]).toEqual(['completed', 'Run completed with status: completed']);
  expect(treeIn(await cloned(portal, 'shop'))).toEqual(treeIn(generated('shop', {})));
  const [component] = await eventuallyInCatalog(portal, ['component:default/shop']);
  expect(relationsOf(component!, 'scaffoldedFrom')).toEqual(['template:default/dynamodb-search']);
});
