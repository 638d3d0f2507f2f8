import { describe, expect, it } from '@jest/globals';
import { copiedColumns, copiedTable } from '../../processors/warehouse-migrations/copied-table.ts';
import { migrations } from '../../processors/warehouse-migrations/migrations.ts';
import { streamingView } from '../../processors/warehouse-migrations/streaming-view.ts';
import { neededBy, statementsOf } from './dependencies.ts';
import { idsOf } from './synthesized.ts';
import { copied, warehouseWith } from './warehouse-with.ts';

describe('rows that are copied', () => {
  const resources = warehouseWith(copied);
  const only = (type: string) => {
    const ids = idsOf(resources, type);
    expect(ids).toHaveLength(1);
    return [ids[0]!, resources[ids[0]!]!.Properties] as const;
  };
  const [deliveryId, delivery] = only('AWS::KinesisFirehose::DeliveryStream');
  const destination = delivery['RedshiftDestinationConfiguration'] as Record<string, Record<string, unknown>>;

  it('come only where a public workgroup is allowed', () => {
    expect(() => warehouseWith({ rows: 'copy' })).toThrow(
      /^dev: rows is 'copy' and allowPublicWarehouse is false\..*set allowPublicWarehouse to true, or rows to 'streaming'/,
    );
    const streamed = warehouseWith({ allowPublicWarehouse: true });
    expect(streamed[idsOf(streamed, 'AWS::RedshiftServerless::Workgroup')[0]!]!.Properties).toMatchObject({
      PubliclyAccessible: false,
    });
    expect(idsOf(streamed, 'AWS::EC2::InternetGateway')).toEqual([]);
  });

  it('come from the addresses of Firehose in the region, and from nowhere else', () => {
    expect(only('AWS::RedshiftServerless::Workgroup')[1]).toMatchObject({ PubliclyAccessible: true });
    expect(only('AWS::EC2::SecurityGroup')[1]['SecurityGroupIngress']).toEqual([
      // Firehose developer guide, "Grant Firehose access to an Amazon Redshift destination"
      expect.objectContaining({ CidrIp: '52.19.239.192/27', FromPort: 5439, ToPort: 5439, IpProtocol: 'tcp' }),
    ]);
    expect(idsOf(resources, 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
  });

  it('come by a way that is there before the workgroup is', () => {
    const [workgroup] = only('AWS::RedshiftServerless::Workgroup');
    const [route, { GatewayId, DestinationCidrBlock }] = only('AWS::EC2::Route');
    expect([GatewayId, DestinationCidrBlock]).toEqual([
      { Ref: idsOf(resources, 'AWS::EC2::InternetGateway')[0] },
      '0.0.0.0/0',
    ]);
    const associations = idsOf(resources, 'AWS::EC2::SubnetRouteTableAssociation');
    expect(associations).toHaveLength(2);
    expect([...neededBy(resources, workgroup)]).toEqual(expect.arrayContaining([route, ...associations]));
  });

  it('are loaded by a user with a secret of its own, which Firehose may read, and the migrations', () => {
    // what else is in the stack may have a secret of its own
    const [secret, ...others] = idsOf(resources, 'AWS::SecretsManager::Secret').filter((id) =>
      id.startsWith('Warehouse'),
    );
    expect(others).toEqual([]);
    expect(resources[secret!]!.Properties).toMatchObject({
      GenerateSecretString: { SecretStringTemplate: '{"username":"loader"}', GenerateStringKey: 'password' },
    });
    expect(destination['SecretsManagerConfiguration']).toMatchObject({ Enabled: true, SecretARN: { Ref: secret } });
    expect(destination).not.toHaveProperty('Password');
    const readers = statementsOf(resources).filter(
      ({ actions, resources: on }) =>
        actions.includes('secretsmanager:GetSecretValue') && JSON.stringify(on).includes(`"${secret}"`),
    );
    expect(readers).toHaveLength(2);
    expect(only('Custom::WarehouseMigrations')[1]).toMatchObject({ Rows: 'copy', LoaderSecretArn: { Ref: secret } });
  });

  it('go into the table of the migrations, by the columns that it has', () => {
    expect(destination['CopyCommand']).toEqual({
      DataTableName: copiedTable,
      DataTableColumns: copiedColumns.join(','),
      CopyOptions: "FORMAT JSON 'auto'",
    });
    const [migrated] = only('Custom::WarehouseMigrations');
    expect([...neededBy(resources, deliveryId)]).toContain(migrated);
  });

  it('are complete: nothing writes to the stream before Firehose reads it', () => {
    const writers = [
      'AWS::DynamoDB::GlobalTable',
      'AWS::DynamoDB::Table',
      'AWS::Lambda::EventSourceMapping',
      'Custom::ChangeCapture',
    ].flatMap((type) => idsOf(resources, type));
    expect(writers.some((id) => neededBy(resources, id).has(deliveryId))).toBe(true);
  });

  it('are staged where they expire, and parked where nothing does', () => {
    const { S3Configuration: staging } = destination as { S3Configuration: { Prefix: string } };
    const bucketId = idsOf(resources, 'AWS::S3::Bucket').find((id) => id.startsWith('Failures'))!;
    const bucket = resources[bucketId]!.Properties;
    const { Rules } = bucket['LifecycleConfiguration'] as { Rules: { Prefix?: string; ExpirationInDays?: number }[] };
    const expiring = Rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined);
    expect(expiring).toEqual([expect.objectContaining({ Prefix: `${staging.Prefix}20`, ExpirationInDays: 30 })]);
    for (const parked of ['errors/manifests/', 'processing-failed/'])
      expect(`${staging.Prefix}${parked}`.startsWith(expiring[0]!.Prefix!)).toBe(false);
  });

  it('need no refresh, and are watched by alarms of their own', () => {
    const alarms = idsOf(resources, 'AWS::CloudWatch::Alarm').map((id) => id.replace(/[0-9A-F]{8}$/, ''));
    expect(alarms.filter((id) => id.startsWith('Warehouse')).toSorted()).toEqual([
      'WarehouseBusy',
      'WarehouseCopyIdle',
      'WarehouseCopyLate',
      'WarehouseCopyNotTransformed',
      'WarehouseCopyRefused',
      'WarehouseCopyTransformFailing',
      'WarehouseNotMigrated',
    ]);
    expect(idsOf(resources, 'AWS::Events::Rule')).toEqual([]);
  });
});

describe('the migrations of both ways', () => {
  const at = (rows: 'streaming' | 'copy') => migrations({ stream: 's', roleArn: 'r', automatic: true, rows });

  it('are the same once, so that a stage may change its way', () => {
    expect(at('copy').once).toEqual(at('streaming').once);
  });

  it('leave the streaming view alone where rows are copied: each would be there twice', () => {
    const refreshes = (rows: 'streaming' | 'copy') => at(rows).repeated.flatMap(({ statements }) => statements)[0];
    expect(refreshes('streaming')).toBe(`ALTER MATERIALIZED VIEW ${streamingView} AUTO REFRESH YES`);
    expect(refreshes('copy')).toBe(`ALTER MATERIALIZED VIEW ${streamingView} AUTO REFRESH NO`);
  });
});
