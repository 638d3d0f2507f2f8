import { ArnFormat, CfnOutput, CustomResource, Duration, Stack, Token } from 'aws-cdk-lib';
import { GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnNamespace, CfnWorkgroup } from 'aws-cdk-lib/aws-redshiftserverless';
import { Construct, type IConstruct } from 'constructs';
import type { WantedLimit } from '../../processors/warehouse-limit/usage-limit.ts';
import { migrationMetrics } from '../../processors/warehouse-migrations/metrics.ts';
import { migrations } from '../../processors/warehouse-migrations/migrations.ts';
import { digestOf } from '../../processors/warehouse-migrations/plan.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { loaderOf } from './warehouse-loader.ts';
import { WarehouseNetwork } from './warehouse-network.ts';

/** What of a warehouse differs between stages. */
export interface WarehouseSettings {
  /**
   * How rows come in. 'streaming': Redshift reads the stream itself, each record once. 'copy': Firehose writes objects to S3 and has
   * Redshift copy them into a table, a record at least once and up to a quarter of an hour later; it needs `allowPublicWarehouse`.
   */
  rows: 'streaming' | 'copy';
  /**
   * Whether the workgroup may have an address in the internet, which 'copy' needs: Firehose reaches no other one. Its security group
   * lets in the addresses of Firehose in the region alone, but those carry the streams of every AWS account: whoever has a
   * password of the database can then use it from there.
   */
  allowPublicWarehouse: boolean;
  /** Redshift processing units while it works, a multiple of 8; each costs about 0.375 USD an hour. */
  baseCapacity: number;
  /** Redshift processing units that queries may grow it to. */
  maxCapacity: number;
  /** Whether the view refreshes itself: seconds after a change, and the warehouse works for as long as there are changes. */
  automaticRefresh: boolean;
  /**
   * How often the view is refreshed on a schedule. Each time, the warehouse works for a minute at least. Where the view does not
   * refresh itself, this is how old its newest row can be.
   */
  refreshEvery: Duration;
  /** What it may use, in RPU-hours. */
  limit: Omit<WantedLimit, 'workgroupArn'>;
}

/** A stream whose records the warehouse reads. */
export interface WarehouseSource {
  readonly stream: IStream;
  /** How long the stream keeps a record: the time that there is to read it. */
  readonly retention: Duration;
}

export interface WarehouseProps {
  stage: Stage;
  settings: WarehouseSettings;
  source: WarehouseSource;
}

const database = 'warehouse';
const administrator = 'admin';
const migrationsProcessor = 'warehouse-migrations';
/** Of a usage limit, in days. */
const daysOf = { daily: 1, weekly: 7, monthly: 30 } as const;
/** The share of the usage limit that is worth a warning. */
const warnedOf = 0.9;

/**
 * Redshift Serverless with a view that reads a stream: from the oldest record that the stream keeps, each record once. Functions of the
 * deployment make its schemas and views, and set its usage limit, which CloudFormation has no type for.
 */
export class Warehouse extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  readonly workgroupName: string;
  /** Who loads the table, where rows are copied: the secret of its user. */
  readonly loader: Secret | undefined;
  readonly #namespace: CfnNamespace;
  readonly #workgroup: CfnWorkgroup;
  readonly #migrations: CustomResource;

  constructor(scope: Construct, id: string, { stage, settings, source }: WarehouseProps) {
    super(scope, id);
    requireLeave(stage, settings);
    const copies = settings.rows === 'copy';
    const name = Stack.of(this).stackName;
    const ingest = this.#ingestRole(source.stream);
    this.#namespace = new CfnNamespace(this, 'Namespace', {
      namespaceName: name,
      dbName: database,
      adminUsername: administrator,
      manageAdminPassword: true,
      iamRoles: [ingest.roleArn],
    });
    this.#namespace.applyRemovalPolicy(stage.removalPolicy);
    const network = new WarehouseNetwork(this, 'Network', { stage, forFirehose: copies });
    this.#workgroup = new CfnWorkgroup(this, 'Workgroup', {
      workgroupName: name,
      namespaceName: this.#namespace.ref,
      baseCapacity: settings.baseCapacity,
      maxCapacity: settings.maxCapacity,
      publiclyAccessible: copies,
      enhancedVpcRouting: false,
      subnetIds: [...network.subnetIds],
      securityGroupIds: [network.securityGroupId],
      // names of attributes keep their case
      configParameters: [{ parameterKey: 'enable_case_sensitive_identifier', parameterValue: 'true' }],
    });
    this.#workgroup.node.addDependency(...network.ways);
    this.workgroupName = this.#workgroup.ref;
    this.loader = copies ? loaderOf(this) : undefined;
    new CfnOutput(Stack.of(this), 'WarehouseWorkgroupName', { value: this.workgroupName });

    this.#migrations = this.#migrate(stage, settings, source.stream, ingest);
    // a deployment that raises the limit does so before it needs the warehouse
    this.#migrations.node.addDependency(this.#limit(stage, settings));
    this.alarms = [this.#notMigrated(), this.#busy(settings)];
    const hour = Duration.hours(1);
    this.widgets = [new GraphWidget({ title: 'Work of the warehouse', left: [this.#work(hour)], width: 12 })];
  }

  /** Where Firehose finds the database. */
  get jdbcUrl(): string {
    const { attrWorkgroupEndpointAddress: address, attrWorkgroupEndpointPort: port } = this.#workgroup;
    return `jdbc:redshift://${address}:${Token.asString(port)}/${database}`;
  }

  #notMigrated(): RunbookAlarm {
    return new RunbookAlarm(this, 'NotMigrated', {
      metric: processorMetric(Stack.of(this), migrationsProcessor, migrationMetrics.failed, {
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      }),
      meaning: 'A deployment could not change the database of the warehouse, which may be half changed.',
      runbook: 'warehouse-not-migrated',
      above: 0,
      periods: 1,
    });
  }

  /** Redshift's own metric of a usage limit needs the id of the limit, which no template knows. */
  #busy({ limit }: WarehouseSettings): RunbookAlarm {
    const hoursADay = limit.amount / daysOf[limit.period];
    return new RunbookAlarm(this, 'Busy', {
      metric: this.#work(Duration.days(1)),
      meaning: `The warehouse has used more than ${warnedOf * 100} % of a day's share of its ${limit.period} limit: ${hoursADay} RPU-hours.`,
      runbook: 'warehouse-limit',
      above: Math.floor(warnedOf * hoursADay * 3600),
      periods: 1,
    });
  }

  #work(period: Duration): Metric {
    return new Metric({
      namespace: 'AWS/Redshift-Serverless',
      metricName: 'ComputeSeconds',
      dimensionsMap: { Workgroup: this.workgroupName },
      statistic: Stats.SUM,
      period,
      label: 'RPU-seconds',
    });
  }

  /** Redshift database guide, "Getting started with streaming ingestion from Amazon Kinesis Data Streams". */
  #ingestRole(stream: IStream): Role {
    const role = new Role(this, 'Ingest', { assumedBy: new ServicePrincipal('redshift.amazonaws.com') });
    const allow = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(
      [
        'kinesis:DescribeStream',
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
      ],
      stream.streamArn,
    );
    allow(['kinesis:ListStreams'], '*');
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'kinesis:ListStreams cannot be limited to a stream');
    return role;
  }

  #migrate(stage: Stage, { rows, automaticRefresh }: WarehouseSettings, stream: IStream, ingest: Role): CustomResource {
    const migrate = this.#client(this, 'Migrate', { stage, processor: migrationsProcessor });
    this.loader?.grantRead(migrate.role);
    const resource = new CustomResource(this, 'Migrations', {
      resourceType: 'Custom::WarehouseMigrations',
      serviceToken: migrate.function.functionArn,
      serviceTimeout: Duration.minutes(11),
      // What it sets, and where: CloudFormation runs it again when one of these changes, and at no other time.
      properties: {
        DatabaseId: this.#namespace.attrNamespaceNamespaceId,
        Definition: digestOf(migrations),
        StreamName: stream.streamName,
        RoleArn: ingest.roleArn,
        Automatic: String(automaticRefresh),
        Rows: rows,
        ...(this.loader ? { LoaderSecretArn: this.loader.secretArn } : {}),
      },
    });
    resource.node.addDependency(migrate.role, ingest, this.#workgroup);
    return resource;
  }

  #limit(stage: Stage, { limit }: WarehouseSettings): CustomResource {
    const setLimit = new ProcessorFunction(this, 'SetLimit', {
      stage,
      processor: 'warehouse-limit',
      timeout: Duration.minutes(1),
      memorySize: 256,
      environment: {},
    });
    setLimit.allow(
      [
        'redshift-serverless:CreateUsageLimit',
        'redshift-serverless:DeleteUsageLimit',
        'redshift-serverless:ListUsageLimits',
        'redshift-serverless:UpdateUsageLimit',
      ],
      ['*'],
    );
    acknowledge(setLimit.role, 'AwsSolutions-IAM5[Resource::*]', 'IAM has no resource for usage limits');
    const resource = new CustomResource(this, 'UsageLimit', {
      resourceType: 'Custom::WarehouseUsageLimit',
      serviceToken: setLimit.function.functionArn,
      serviceTimeout: Duration.minutes(2),
      properties: {
        WorkgroupArn: this.#workgroup.attrWorkgroupWorkgroupArn,
        Amount: String(limit.amount),
        Period: limit.period,
        BreachAction: limit.breachAction,
      },
    });
    resource.node.addDependency(setLimit.role);
    return resource;
  }

  /** A function that asks the views, made after they are there. */
  reader(scope: Construct, id: string, props: { stage: Stage; processor: string }): ProcessorFunction {
    const reader = this.#client(scope, id, props);
    this.precedes(reader.function);
    return reader;
  }

  /** The views are there before this is made. */
  precedes(other: IConstruct): void {
    other.node.addDependency(this.#migrations);
  }

  /** A function that sends SQL as the administrator of the database. */
  #client(scope: Construct, id: string, { stage, processor }: { stage: Stage; processor: string }): ProcessorFunction {
    const client = new ProcessorFunction(scope, id, {
      stage,
      processor,
      // a workgroup that was idle takes up to a minute, and a view that waited for hours has much to read
      timeout: Duration.minutes(10),
      memorySize: 256,
      environment: {
        WAREHOUSE_WORKGROUP: this.#workgroup.ref,
        WAREHOUSE_NAMESPACE: this.#namespace.ref,
        WAREHOUSE_DATABASE: database,
      },
    });
    // the secret is called redshift!NAMESPACE-USER and six characters more (Redshift management guide, "Managing Amazon Redshift admin passwords using AWS Secrets Manager")
    const secret = `redshift!${Stack.of(this).stackName}-${administrator}-??????`;
    const secretArn = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: secret,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    client.allow(['redshift-data:ExecuteStatement'], [this.#workgroup.attrWorkgroupWorkgroupArn]);
    client.allow(['redshift-serverless:GetNamespace'], [this.#namespace.attrNamespaceNamespaceArn]);
    client.allow(['secretsmanager:GetSecretValue'], [secretArn]);
    // only who has sent a statement gets its result
    client.allow(['redshift-data:DescribeStatement', 'redshift-data:GetStatementResult'], ['*']);
    acknowledge(client.role, 'AwsSolutions-IAM5[Resource::*]', 'Statements have no ARN');
    return client;
  }
}

function requireLeave({ name }: Stage, { rows, allowPublicWarehouse }: WarehouseSettings): void {
  if (rows === 'copy' && !allowPublicWarehouse)
    throw new Error(
      `${name}: rows is 'copy' and allowPublicWarehouse is false. Firehose copies only into a workgroup with a public address: set allowPublicWarehouse to true, or rows to 'streaming', which needs none. Both are in infra/warehouse-settings.ts, with what a public address means.`,
    );
}
