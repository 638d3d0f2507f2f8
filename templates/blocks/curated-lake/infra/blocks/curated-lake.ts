import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { CfnNamedQuery } from 'aws-cdk-lib/aws-athena';
import { CfnDataQualityRuleset, CfnTable } from 'aws-cdk-lib/aws-glue';
import { StorageClass } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { curatedQueries } from '../curated-queries.ts';
import { curatedTable } from '../curated-table.ts';
import { lakeSettings } from '../lake-settings.ts';
import { quarantinedTable } from '../quarantined-table.ts';
import type { Stage } from '../stage.ts';
import { dataQuality } from './data-quality.ts';
import type { LakeColumn } from './lake-table.ts';
import type { Lake } from './lake.ts';

interface PartitionKey {
  name: string;
  comment: string;
  /** Of Java. */
  format: string;
  unit: 'DAYS' | 'HOURS';
  oldest: string;
}

/** Tables of what the curation has made, with its queries of Athena and its rules of Glue Data Quality. */
export class CuratedLake extends Construct {
  constructor(scope: Construct, id: string, { stage, lake }: { stage: Stage; lake: Lake }) {
    super(scope, id);
    const { keep } = lakeSettings[stage.name];
    const oldest = keep ? `NOW-${Math.ceil(keep.toDays()) + 1}DAYS` : 'NOW-10YEARS';
    const hour: PartitionKey = {
      name: 'hour',
      comment: 'The hour of arrival, in UTC: yyyy-MM-dd-HH',
      format: 'yyyy-MM-dd-HH',
      unit: 'HOURS',
      oldest,
    };
    const curated = this.#table('Curated', lake, {
      ...curatedTable,
      folder: 'curated',
      // by day alone: Glue finds the folders of its hours, where to compute them would mean to ask for 24 of each day
      keys: [
        {
          name: 'day',
          comment: 'The day of the event, in UTC: yyyy-MM-dd',
          format: 'yyyy-MM-dd',
          unit: 'DAYS',
          oldest: 'NOW-10YEARS',
        },
      ],
    });
    this.#table('Quarantined', lake, { ...quarantinedTable, folder: 'quarantine', keys: [hour] });
    for (const { name, description, sql } of curatedQueries) {
      const query = new CfnNamedQuery(this, `Query-${name}`, {
        name,
        description,
        database: lake.database.ref,
        workGroup: `${Stack.of(this).stackName}-lake`,
        queryString: sql(lake.databaseName),
      });
      query.addResourceDependency(curated);
      query.node.addDependency(lake);
    }
    const ruleset = new CfnDataQualityRuleset(this, 'Quality', {
      name: `${Stack.of(this).stackName}-curated`,
      description: 'What holds for curated events',
      ruleset: dataQuality,
      targetTable: { databaseName: lake.databaseName, tableName: curatedTable.name },
    });
    ruleset.addResourceDependency(curated);
    this.#lifecycle(lake);
  }

  /** Partitions are computed, not stored (Athena user guide, "Use partition projection with Amazon Athena"). */
  #table(
    id: string,
    lake: Lake,
    {
      name,
      description,
      columns,
      folder,
      keys,
    }: { name: string; description: string; columns: readonly LakeColumn[]; folder: string; keys: PartitionKey[] },
  ): CfnTable {
    const location = `s3://${lake.bucket.bucketName}/${folder}/`;
    const table = new CfnTable(this, id, {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: lake.database.ref,
      tableInput: {
        name,
        description,
        tableType: 'EXTERNAL_TABLE',
        parameters: {
          classification: 'parquet',
          'projection.enabled': 'true',
          ...Object.fromEntries(keys.flatMap(projectionOf)),
          'storage.location.template': `${location}${keys.map((key) => `${key.name}=\${${key.name}}/`).join('')}`,
        },
        partitionKeys: keys.map((key) => ({ name: key.name, type: 'string', comment: key.comment })),
        storageDescriptor: {
          columns: columns.map(({ name: column, type, comment }) => ({ name: column, type, comment })),
          location,
          inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        },
      },
    });
    table.addResourceDependency(lake.database);
    return table;
  }

  #lifecycle({ bucket }: Lake): void {
    for (const prefix of ['curated/', 'quarantine/'])
      bucket.addLifecycleRule({
        prefix,
        transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }],
      });
    // what a run that was broken off has left behind
    bucket.addLifecycleRule({ prefix: 'staging/', expiration: Duration.days(1) });
  }
}

const projectionOf = ({ name, format, unit, oldest }: PartitionKey): [string, string][] => [
  [`projection.${name}.type`, 'date'],
  [`projection.${name}.format`, format],
  [`projection.${name}.range`, `${oldest},NOW+1${unit}`],
  [`projection.${name}.interval`, '1'],
  [`projection.${name}.interval.unit`, unit],
];
