import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { BlockPublicAccess, Bucket, BucketEncryption, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { LakeTable } from './lake-table.ts';

/** What of a lake differs between stages. */
export interface LakeSettings {
  /** How long Firehose collects records for a file, 1 to 15 minutes: the shorter, the newer the lake, and the more and smaller its files. */
  interval: Duration;
  /** How long the lake keeps what it holds; undefined for ever. */
  keep: Duration | undefined;
}

export interface LakeProps {
  stage: Stage;
  settings: LakeSettings;
  table: LakeTable;
}

const megabyte = 1_000_000;

/**
 * A bucket with one table of Parquet files, which Athena queries by SQL without anything that runs.
 *
 * - TABLE/day=yyyy-MM-dd/…: the rows, by the day on which they arrived.
 * - errors/processing-failed/… and errors/format-conversion-failed/…: records that could not be delivered, until they are replayed.
 * - query-results/…: of Athena, for a week.
 */
export class Lake extends Construct {
  readonly bucket: Bucket;
  readonly database: CfnDatabase;
  readonly table: CfnTable;
  readonly tableName: string;
  /** Where rows are. */
  readonly prefix: string;
  readonly errorPrefix = 'errors/';

  constructor(scope: Construct, id: string, { stage, settings, table }: LakeProps) {
    super(scope, id);
    this.tableName = table.name;
    this.prefix = `${table.name}/`;
    this.bucket = this.#bucket(stage, settings);
    this.database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      // Glue stores names in lower case, and SQL would have to quote a -
      databaseInput: { name: Stack.of(this).stackName.toLowerCase().replaceAll('-', '_') },
    });
    this.database.applyRemovalPolicy(stage.removalPolicy);
    this.table = this.#table(table, settings);
    const workGroup = this.#workGroup();
    for (const { name, description, sql } of table.queries) {
      const query = new CfnNamedQuery(this, `Query-${name}`, {
        name,
        description,
        database: this.database.ref,
        workGroup: workGroup.name,
        queryString: sql(`"${this.databaseName}"."${table.name}"`),
      });
      query.addResourceDependency(workGroup);
      query.addResourceDependency(this.table);
    }
    new CfnOutput(Stack.of(this), 'LakeBucketName', { value: this.bucket.bucketName });
    new CfnOutput(Stack.of(this), 'LakeWorkGroup', { value: workGroup.name });
  }

  get databaseName(): string {
    return (this.database.databaseInput as CfnDatabase.DatabaseInputProperty).name!;
  }

  #bucket(stage: Stage, { keep }: LakeSettings): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // what was replayed from errors/ can be brought back
      versioned: true,
      removalPolicy: stage.removalPolicy,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(30),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
        {
          prefix: this.prefix,
          // S3 moves what nobody reads for a month to a cheaper tier by itself
          transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }],
        },
        ...(keep ? [{ prefix: this.prefix, expiration: keep }] : []),
        { prefix: queryResults, expiration: Duration.days(7), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      'Written by Firehose and Athena alone; CloudTrail data events can be switched on where it has to be known who reads',
    );
    return bucket;
  }

  /** Partitions are computed, not stored (Athena user guide, "Use partition projection with Amazon Athena"): nothing has to add them. */
  #table({ name, description, columns }: LakeTable, { keep }: LakeSettings): CfnTable {
    const location = `s3://${this.bucket.bucketName}/${this.prefix}`;
    const oldest = keep ? `NOW-${Math.ceil(keep.toDays()) + 1}DAYS` : 'NOW-10YEARS';
    const table = new CfnTable(this, 'Table', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: this.database.ref,
      tableInput: {
        name,
        description,
        tableType: 'EXTERNAL_TABLE',
        parameters: {
          classification: 'parquet',
          'projection.enabled': 'true',
          'projection.day.type': 'date',
          'projection.day.format': 'yyyy-MM-dd',
          'projection.day.range': `${oldest},NOW+1DAYS`,
          'projection.day.interval': '1',
          'projection.day.interval.unit': 'DAYS',
          'storage.location.template': `${location}day=\${day}/`,
        },
        partitionKeys: [{ name: 'day', type: 'string', comment: 'The day of arrival, in UTC: yyyy-MM-dd' }],
        storageDescriptor: {
          columns: columns.map(({ name: column, type, comment }) => ({ name: column, type, comment })),
          location,
          inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        },
      },
    });
    table.addResourceDependency(this.database);
    return table;
  }

  /** Where queries run: results go to the lake's bucket, and a query that reads more than it should ends. */
  #workGroup(): CfnWorkGroup {
    const workGroup = new CfnWorkGroup(this, 'WorkGroup', {
      name: `${Stack.of(this).stackName}-lake`,
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        // about 0.50 USD
        bytesScannedCutoffPerQuery: 100_000 * megabyte,
        resultConfiguration: {
          outputLocation: `s3://${this.bucket.bucketName}/${queryResults}`,
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
    });
    workGroup.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return workGroup;
  }
}

const queryResults = 'query-results/';
