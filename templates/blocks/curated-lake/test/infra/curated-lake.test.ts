import { describe, expect, it } from '@jest/globals';
import { curatedQueries } from '../../infra/curated-queries.ts';
import { curatedTable } from '../../infra/curated-table.ts';
import { quarantinedTable } from '../../infra/quarantined-table.ts';
import { stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('the curated lake of stage %s', (stage) => {
  const properties = (type: string): any[] =>
    Object.values(templateOf(stage).findResources(type)).map((resource) => (resource as any).Properties);
  const tableOf = (name: string) =>
    properties('AWS::Glue::Table').find(({ TableInput }) => TableInput.Name === name)!.TableInput;

  it.each([
    [curatedTable, 'day', '/curated/'],
    [quarantinedTable, 'hour', '/quarantine/'],
  ])('has a table with the columns of its rows, and computes its partitions: %j', ({ name, columns }, key, folder) => {
    const { PartitionKeys, Parameters, StorageDescriptor } = tableOf(name);
    expect(StorageDescriptor.Columns.map(({ Name, Type }: any) => [Name, Type])).toEqual(
      columns.map((column) => [column.name, column.type]),
    );
    expect(PartitionKeys.map(({ Name }: any) => Name)).toEqual([key]);
    expect(Parameters).toMatchObject({ 'projection.enabled': 'true', [`projection.${key}.type`]: 'date' });
    const template = JSON.stringify(Parameters['storage.location.template']);
    expect(template).toContain(`${folder}${key}=$`);
  });

  it('keeps its queries under their names, and rules of quality for the table', () => {
    const names = properties('AWS::Athena::NamedQuery').map(({ Name }) => Name);
    expect(names).toEqual(expect.arrayContaining(curatedQueries.map(({ name }) => name)));
    const [ruleset] = properties('AWS::Glue::DataQualityRuleset');
    expect(ruleset.TargetTable.TableName).toBe(curatedTable.name);
    const columns = [...ruleset.Ruleset.matchAll(/(?:IsComplete|ColumnValues|ColumnLength) "(\w+)"/g)];
    expect(columns.length).toBeGreaterThan(8);
    for (const [, column] of columns) expect(curatedTable.columns.map(({ name }) => name)).toContain(column);
  });
});
