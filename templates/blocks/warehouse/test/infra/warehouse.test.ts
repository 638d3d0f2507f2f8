import { describe, expect, it } from '@jest/globals';
import { migrations } from '../../processors/warehouse-migrations/migrations.ts';
import { planOf } from '../../processors/warehouse-migrations/plan.ts';
import { streamingView } from '../../processors/warehouse-migrations/streaming-view.ts';
import { warehouseSettings } from '../../infra/warehouse-settings.ts';
import { neededBy, referencesIn, statementsOf } from './dependencies.ts';
import { idsOf, resourcesOf, settingsOf, stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('the warehouse of stage %s', (name) => {
  const resources = resourcesOf(name);
  const only = (type: string) => {
    const [id, ...more] = idsOf(resources, type);
    expect([id, more]).toEqual([expect.any(String), []]);
    return [id!, resources[id!]!.Properties as Record<string, unknown>] as const;
  };
  const [namespaceId, namespace] = only('AWS::RedshiftServerless::Namespace');
  const [workgroupId, workgroup] = only('AWS::RedshiftServerless::Workgroup');
  const settings = warehouseSettings[name];

  it('is in two zones and reached by nobody, without enhanced VPC routing: its network has no way out', () => {
    expect(workgroup).toMatchObject({ PubliclyAccessible: false, EnhancedVpcRouting: false });
    const subnets = referencesIn(workgroup['SubnetIds']).map(
      (id) => resources[id]!.Properties as Record<string, unknown>,
    );
    const zones = new Set(subnets.map(({ AvailabilityZone }) => JSON.stringify(AvailabilityZone)));
    expect([subnets.length, zones.size]).toEqual([2, 2]);
    const [group] = referencesIn(workgroup['SecurityGroupIds']);
    expect(resources[group!]!.Properties['SecurityGroupIngress']).toBeUndefined();
    const template = templateOf(name);
    for (const type of ['NatGateway', 'InternetGateway']) template.resourceCountIs(`AWS::EC2::${type}`, 0);
  });

  it('has a password that Redshift keeps, and names that keep their case', () => {
    expect(namespace).toMatchObject({ ManageAdminPassword: true });
    expect(namespace).not.toHaveProperty('AdminUserPassword');
    expect(workgroup['ConfigParameters']).toEqual([
      { ParameterKey: 'enable_case_sensitive_identifier', ParameterValue: 'true' },
    ]);
  });

  it('reads the stream with a role of its own, which may do nothing else', () => {
    const [role] = referencesIn(namespace['IamRoles']);
    const [stream] = idsOf(resources, 'AWS::Kinesis::Stream');
    const allowed = statementsOf(resources).filter(({ roles }) => roles.includes(role!));
    const actions = allowed.flatMap((statement) => statement.actions);
    expect(actions.toSorted()).toEqual([
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
      'kinesis:ListStreams',
    ]);
    expect(JSON.stringify(allowed.map((statement) => statement.resources))).toContain(`"${stream}"`);
  });

  it('is migrated once workgroup and role are there, and again with every change of what is set', () => {
    const [id, properties] = only('Custom::WarehouseMigrations');
    const [role] = referencesIn(namespace['IamRoles']);
    // the view is made with what the role may do
    const policies = statementsOf(resources).flatMap(({ roles, policy }) => (roles.includes(role!) ? [policy] : []));
    expect(policies.length).toBeGreaterThan(0);
    const needed = [workgroupId, namespaceId, role, ...policies];
    expect([...neededBy(resources, id)]).toEqual(expect.arrayContaining(needed));
    expect(properties).toMatchObject({
      Automatic: String(settings.automaticRefresh),
      Definition: expect.stringMatching(/^[\da-f]{64}$/),
      StreamName: expect.anything(),
      RoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
    });
  });

  it('has a usage limit', () => {
    const [, properties] = only('Custom::WarehouseUsageLimit');
    const { amount, period, breachAction } = settings.limit;
    expect(properties).toMatchObject({
      WorkgroupArn: { 'Fn::GetAtt': [workgroupId, 'Workgroup.WorkgroupArn'] },
      Amount: String(amount),
      Period: period,
      BreachAction: breachAction,
    });
  });

  it('has its limit raised before a deployment needs it', () => {
    const [limit] = only('Custom::WarehouseUsageLimit');
    expect([...neededBy(resources, only('Custom::WarehouseMigrations')[0])]).toContain(limit);
  });

  it('is refreshed at least twice before the stream forgets, by a function that is made after the view', () => {
    const { refreshEvery } = settings;
    expect(refreshEvery.toMilliseconds() * 2).toBeLessThanOrEqual(settingsOf(name).streamRetention.toMilliseconds());
    const [refresh] = Object.entries(resources).filter(([, { Properties }]) =>
      JSON.stringify(Properties ?? {}).includes('"POWERTOOLS_SERVICE_NAME":"warehouse-refresh"'),
    );
    expect([...neededBy(resources, refresh![0])]).toContain(idsOf(resources, 'Custom::WarehouseMigrations')[0]);
    const rules = Object.values(resources).filter(
      ({ Type, Properties }) => Type === 'AWS::Events::Rule' && JSON.stringify(Properties).includes(refresh![0]),
    );
    expect(rules.map(({ Properties }) => Properties['ScheduleExpression'])).toEqual([
      `rate(${refreshEvery.toHours()} ${refreshEvery.toHours() === 1 ? 'hour' : 'hours'})`,
    ]);
  });
});

it('lets dev sleep, and keeps prod at hand', () => {
  expect(warehouseSettings.dev).toMatchObject({ automaticRefresh: false, limit: { breachAction: 'deactivate' } });
  expect(warehouseSettings.prod.automaticRefresh).toBe(true);
});

describe('the migrations', () => {
  const at = (automatic: boolean) =>
    migrations({ stream: 'shop-dev-stream', roleArn: 'arn:role', automatic, rows: 'streaming' });
  const statements = (automatic: boolean) =>
    [...at(automatic).once, ...at(automatic).repeated].flatMap((migration) => migration.statements);

  it('can run in an empty database', () => {
    const place = { stream: 's', roleArn: 'r', automatic: true, rows: 'streaming' } as const;
    expect(planOf(migrations, place, []).map(({ id }) => id)).toEqual([
      ...at(true).once.map(({ id }) => id),
      ...at(true).repeated.map(({ id }) => id),
    ]);
  });

  it('are statements that the Data API takes: one each, and 200 KB at most', () => {
    for (const sql of statements(true)) {
      expect(sql).not.toMatch(/;\s*$/);
      expect(Buffer.byteLength(sql)).toBeLessThanOrEqual(200 * 1024);
    }
  });

  it('make the view that the schedule refreshes, over the stream of the stage', () => {
    const view = statements(true).find((sql) => sql.startsWith('CREATE MATERIALIZED VIEW'));
    expect(view).toMatch(new RegExp(`^CREATE MATERIALIZED VIEW ${streamingView.replace('.', '\\.')} `));
    expect(view).toMatch(/FROM kinesis\."shop-dev-stream"$/);
  });

  it('let it refresh itself where the stage says so', () => {
    for (const automatic of [true, false])
      expect(statements(automatic)).toContain(
        `ALTER MATERIALIZED VIEW ${streamingView} AUTO REFRESH ${automatic ? 'YES' : 'NO'}`,
      );
  });
});
