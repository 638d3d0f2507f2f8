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

/** Where the contract has no canary: its resources, and what others say of it. */
function leaveCanaryOut(table: ResourceTable): void {
  for (const [place, rows] of Object.entries(table)) {
    if (place.startsWith('Canary/')) delete table[place];
    if (place === 'Engine/Access') delete rows['Policy'];
    // of a widget, its metrics tell that it is about the canary; its other rows begin with the same name
    const names = Object.entries(rows)
      .filter(([name, value]) => /canary/i.test(name + JSON.stringify(value)))
      .map(([name]) => name.replace(/\.metrics$/, '.'));
    for (const name of Object.keys(rows)) if (names.some((each) => name.startsWith(each))) delete rows[name];
  }
}
