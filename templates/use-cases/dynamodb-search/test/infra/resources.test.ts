import { describe, expect, it } from '@jest/globals';
import { hasCanary, namesOf, referenceTable } from './reference-stage.ts';
import { tableOf, type ResourceTable } from './resource-table.ts';

/**
 * A setting that somebody changes by mistake is seen here, whatever it is. Where you mean it, change its line in
 * test/infra/resources/ too: whoever reviews the change sees there what becomes of the resource. Resources that you add need no
 * line.
 */
describe.each(['dev', 'prod'] as const)('the resources of stage %s', (stage) => {
  const found = referenceTable(stage);
  const expected = tableOf(stage, namesOf(stage));
  if (!hasCanary) for (const table of [expected, found]) leaveCanaryOut(table);

  it('are all in a table that has something to say', () => {
    expect(Object.keys(expected).length).toBeGreaterThan(30);
  });

  it.each(Object.keys(expected))('are what test/infra/resources/ says: %s', (place) => {
    expect(found[place]).toEqual(expected[place]);
  });
});

/** Where the contract has no canary: its resources, and those of other resources that name it. */
function leaveCanaryOut(table: ResourceTable): void {
  for (const [place, rows] of Object.entries(table)) {
    if (place.startsWith('Canary/')) delete table[place];
    const { DependsOn: needed } = rows;
    if (Array.isArray(needed)) rows['DependsOn'] = needed.filter((each) => !String(each).startsWith('Canary/'));
    if (place === 'Engine/Access') delete rows['Policy'];
  }
}
