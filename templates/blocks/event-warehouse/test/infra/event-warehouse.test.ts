import { describe, expect, it } from '@jest/globals';
import { curatedTable } from '../../infra/curated-table.ts';
import { warehouseSettings } from '../../infra/event-warehouse-settings.ts';
import { entityNames, eventColumns } from '../../processors/lib/warehouse/event-columns.ts';
import { loadStatements } from '../../processors/warehouse-loader/load-statements.ts';
import { migrations } from '../../processors/warehouse-migrations/event-migrations.ts';
import { neededBy, referencesIn, statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, stageNames } from './synthesized.ts';

describe.each(stageNames)('the warehouse of stage %s', (name) => {
  const resources = resourcesOf(name);
  const only = (type: string) => {
    const [id, ...more] = idsOf(resources, type);
    expect([id, more]).toEqual([expect.any(String), []]);
    return [id!, resources[id!]!.Properties as Record<string, unknown>] as const;
  };
  const [, namespace] = only('AWS::RedshiftServerless::Namespace');
  const [workgroupId, workgroup] = only('AWS::RedshiftServerless::Workgroup');
  const [filesRole] = referencesIn(namespace['IamRoles']);

  it('is reached by nobody, and its network has no way out', () => {
    expect(workgroup).toMatchObject({ PubliclyAccessible: false, EnhancedVpcRouting: false });
    const [group] = referencesIn(workgroup['SecurityGroupIds']);
    expect(resources[group!]!.Properties['SecurityGroupIngress']).toBeUndefined();
    const networks = referencesIn(workgroup['SubnetIds']).flatMap((id) =>
      referencesIn(resources[id]!.Properties['VpcId']),
    );
    const doors = idsOf(resources, 'AWS::EC2::VPCGatewayAttachment');
    expect(networks).not.toEqual([]);
    expect(
      doors.filter((id) => referencesIn(resources[id]!.Properties['VpcId']).some((vpc) => networks.includes(vpc))),
    ).toEqual([]);
  });

  it('has a password that Redshift keeps, and a default role for COPY', () => {
    expect(namespace).toMatchObject({ ManageAdminPassword: true });
    expect(namespace).not.toHaveProperty('AdminUserPassword');
    expect(referencesIn(namespace['DefaultIamRoleArn'])).toEqual([filesRole]);
  });

  it('reads files of the curated zone and manifests, and nothing else', () => {
    const allowed = statementsOf(resources).filter(({ roles }) => roles.includes(filesRole!));
    expect(allowed.flatMap(({ actions }) => actions).toSorted()).toEqual(['s3:GetObject', 's3:ListBucket']);
    const text = JSON.stringify(allowed.map((statement) => statement.resources));
    expect(text).toContain('curated/*');
    expect(text).toContain('warehouse-loads/*');
    expect(text).not.toContain('raw/');
  });

  it('is loaded after each run of the curation that has succeeded, by a function that is made after the tables', () => {
    const rules = Object.entries(resources).filter(([id]) => id.startsWith('WarehouseLoads'));
    const [, rule] = rules.find(([, { Type }]) => Type === 'AWS::Events::Rule')!;
    const [, job] = only('AWS::Glue::Job');
    expect(rule.Properties['EventPattern']).toEqual({
      source: ['aws.glue'],
      'detail-type': ['Glue Job State Change'],
      detail: { jobName: [job['Name']], state: ['SUCCEEDED'] },
    });
    const [loader] = rules.find(([, { Type }]) => Type === 'AWS::Lambda::Function')!;
    const needed = [...neededBy(resources, loader)];
    expect(needed).toContain(idsOf(resources, 'Custom::WarehouseMigrations')[0]);
  });

  it('has a usage limit, which is raised before a deployment needs it', () => {
    const [limitId, limit] = only('Custom::WarehouseUsageLimit');
    const { amount, period, breachAction } = warehouseSettings[name].limit;
    expect(limit).toMatchObject({
      WorkgroupArn: { 'Fn::GetAtt': [workgroupId, 'Workgroup.WorkgroupArn'] },
      Amount: String(amount),
      Period: period,
      BreachAction: breachAction,
    });
    expect([...neededBy(resources, only('Custom::WarehouseMigrations')[0])]).toContain(limitId);
  });
});

/** The type of a column of Redshift that COPY fills from a Parquet column of this type of Glue. */
const takenBy: Readonly<Record<string, RegExp>> = {
  string: /^VARCHAR\(\d+\)$/,
  timestamp: /^TIMESTAMP$/,
  bigint: /^BIGINT$/,
  int: /^INTEGER$/,
  'decimal(24,4)': /^DECIMAL\(24,4\)$/,
};

it('has the columns of curated files, in their order, each of a type that takes them', () => {
  expect(Object.keys(eventColumns)).toEqual(curatedTable.columns.map(({ name }) => name));
  for (const { name, type } of curatedTable.columns)
    expect(eventColumns[name as keyof typeof eventColumns]).toMatch(takenBy[type]!);
  expect(entityNames.every((name) => name in eventColumns)).toBe(true);
});

it('sends statements that the Data API takes: one each, without an end, 40 in a transaction', () => {
  const { once, repeated } = migrations();
  const load = loadStatements('bucket', { hour: '2026-03-01-12', files: 'f'.repeat(64), objects: [] });
  for (const sql of [...[...once, ...repeated].flatMap(({ statements }) => statements), ...load]) {
    expect(sql).not.toMatch(/;\s*$/);
    expect(Buffer.byteLength(sql)).toBeLessThanOrEqual(200 * 1024);
  }
  expect(load.length).toBeLessThanOrEqual(40);
});

it('has no statement in a load that would commit what came before it', () => {
  const load = loadStatements('bucket', { hour: '2026-03-01-12', files: 'f'.repeat(64), objects: [] });
  expect(load.filter((sql) => /^\s*(TRUNCATE|COMMIT|BEGIN|VACUUM|ALTER TABLE \S+ APPEND)/i.test(sql))).toEqual([]);
});
