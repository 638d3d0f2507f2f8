import { describe, expect, it } from '@jest/globals';
import { ownerActions } from '../../infra/dashboard-permissions.ts';
import { dashboardPrincipals } from '../../infra/dashboard-settings.ts';
import { reports } from '../../processors/lib/warehouse/reports.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

interface Permissions {
  Permissions: { Principal: string; Actions: string[] }[];
}
interface DataSet extends Permissions {
  PhysicalTableMap: { rows: { CustomSql: { Name: string; Columns: { Name: string; Type: string }[] } } };
}

describe.each(stageNames)('the dashboard of stage %s', (name) => {
  const resources = resourcesOf(name);
  const of = <Properties>(type: string) =>
    idsOf(resources, type).map((id) => ({ id, properties: resources[id]!.Properties as unknown as Properties }));
  const dataSets = of<DataSet>('AWS::QuickSight::DataSet');
  const [dashboard] = of<Permissions & { Definition: object }>('AWS::QuickSight::Dashboard');
  const [dataSource] = of<Permissions>('AWS::QuickSight::DataSource');

  it('has a data set for each report, with the columns of its view', () => {
    const tables = dataSets.map(({ properties }) => properties.PhysicalTableMap.rows.CustomSql);
    expect(tables.map(({ Name, Columns }) => [Name, Columns.map((column) => column.Name)])).toEqual(
      reports.map((report) => [report.name, report.columns.map((column) => column.name)]),
    );
  });

  it('names columns that the data set has, and adds up numbers alone', () => {
    const { DataSetIdentifierDeclarations: declared } = dashboard!.properties.Definition as {
      DataSetIdentifierDeclarations: { Identifier: string; DataSetArn: { 'Fn::GetAtt': [string] } }[];
    };
    const byIdentifier = new Map(
      declared.map(({ Identifier, DataSetArn }) => {
        const { properties } = dataSets.find(({ id }) => id === DataSetArn['Fn::GetAtt'][0])!;
        return [Identifier, properties.PhysicalTableMap.rows.CustomSql.Columns];
      }),
    );
    const fields = fieldsIn(dashboard!.properties.Definition);
    expect(fields.length).toBeGreaterThan(8);
    for (const { kind, set, column } of fields) {
      const found = byIdentifier.get(set)!.find(({ Name }) => Name === column);
      expect([set, column, found?.Type]).toEqual([set, column, expect.stringMatching(typesOf[kind]!)]);
    }
  });

  it('is owned by the principal of the stage, with the permissions that Quick Sight takes together', () => {
    const all = [
      [dataSource!.properties, ownerActions.dataSource],
      ...dataSets.map(({ properties }) => [properties, ownerActions.dataSet]),
      [dashboard!.properties, ownerActions.dashboard],
    ] as [Permissions, readonly string[]][];
    for (const [properties, Actions] of all)
      expect(properties.Permissions).toEqual([{ Principal: dashboardPrincipals[name], Actions }]);
  });
});

/** What a kind of field may be made of. */
const typesOf: Readonly<Record<string, RegExp>> = {
  DateDimensionField: /^DATETIME$/,
  NumericalMeasureField: /^(?:INTEGER|DECIMAL)$/,
  CategoricalDimensionField: /^STRING$/,
};

function fieldsIn(part: unknown): { kind: string; set: string; column: string }[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([kind, value]) => {
    const { Column } = (value ?? {}) as { Column?: { DataSetIdentifier: string; ColumnName: string } };
    if (Column === undefined) return fieldsIn(value);
    return [{ kind, set: Column.DataSetIdentifier, column: Column.ColumnName }];
  });
}
