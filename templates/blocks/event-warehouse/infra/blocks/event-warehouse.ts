import { ArnFormat, CfnOutput, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnNamespace, CfnWorkgroup } from 'aws-cdk-lib/aws-redshiftserverless';
import { Construct } from 'constructs';
import type { WantedLimit } from '../../processors/warehouse-limit/usage-limit.ts';
import { migrationMetrics } from '../../processors/warehouse-migrations/metrics.ts';
import { migrations } from '../../processors/warehouse-migrations/event-migrations.ts';
import { digestOf } from '../../processors/warehouse-migrations/plan.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { Lake } from './lake.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { warehouseFilesRole } from './warehouse-files-role.ts';
import { WarehouseNetwork } from './warehouse-network.ts';

/** What of the warehouse differs between stages. */
export interface WarehouseSettings {
  /** Redshift processing units while it works, a multiple of 8 or 4; each costs about 0.375 USD an hour. */
  baseCapacity: number;
  /** Redshift processing units that queries may grow it to. */
  maxCapacity: number;
  /** What it may use, in RPU-hours. */
  limit: Omit<WantedLimit, 'workgroupArn'>;
}

export interface EventWarehouseProps {
  stage: Stage;
  settings: WarehouseSettings;
  /** Its curated zone is what the warehouse loads. */
  lake: Lake;
}

const database = 'warehouse';
const administrator = 'admin';
const migrationsProcessor = 'warehouse-migrations';
/** Of a usage limit, in days. */
const daysOf = { daily: 1, weekly: 7, monthly: 30 } as const;
/** The share of the usage limit that is worth a warning. */
const warnedOf = 0.9;

/**
 * Redshift Serverless with tables of curated events and views for reports. It works, and costs, while somebody asks it or a load runs.
 * Functions of the deployment make tables and views, and set its usage limit, which CloudFormation has no type for.
 */
export class EventWarehouse extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  readonly #namespace: CfnNamespace;
  readonly #workgroup: CfnWorkgroup;
  readonly #migrations: CustomResource;

  constructor(scope: Construct, id: string, { stage, settings, lake }: EventWarehouseProps) {
    super(scope, id);
    const name = Stack.of(this).stackName;
    const files = warehouseFilesRole(this, lake);
    this.#namespace = new CfnNamespace(this, 'Namespace', {
      namespaceName: name,
      dbName: database,
      adminUsername: administrator,
      manageAdminPassword: true,
      iamRoles: [files.roleArn],
      defaultIamRoleArn: files.roleArn,
    });
    this.#namespace.applyRemovalPolicy(stage.removalPolicy);
    const network = new WarehouseNetwork(this, 'Network', { stage, forFirehose: false });
    this.#workgroup = new CfnWorkgroup(this, 'Workgroup', {
      workgroupName: name,
      namespaceName: this.#namespace.ref,
      baseCapacity: settings.baseCapacity,
      maxCapacity: settings.maxCapacity,
      publiclyAccessible: false,
      enhancedVpcRouting: false,
      subnetIds: [...network.subnetIds],
      securityGroupIds: [network.securityGroupId],
    });
    new CfnOutput(Stack.of(this), 'WarehouseWorkgroupName', { value: this.#workgroup.ref });

    this.#migrations = this.#migrate(stage);
    // a deployment that raises the limit does so before it needs the warehouse
    this.#migrations.node.addDependency(this.#limit(stage, settings), files);
    this.alarms = [this.#notMigrated(), this.#busy(settings)];
    this.widgets = [
      new GraphWidget({ title: 'Work of the warehouse', left: [this.#work(Duration.hours(1))], width: 12 }),
    ];
  }

  /** A function that sends transactions as the administrator of the database, made after its tables. */
  loader(
    scope: Construct,
    id: string,
    props: { stage: Stage; processor: string; environment: Record<string, string> },
  ) {
    const loader = this.#client(scope, id, props);
    loader.allow(['redshift-data:BatchExecuteStatement'], [this.#workgroup.attrWorkgroupWorkgroupArn]);
    loader.function.node.addDependency(this.#migrations);
    return loader;
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
      dimensionsMap: { Workgroup: this.#workgroup.ref },
      statistic: Stats.SUM,
      period,
      label: 'RPU-seconds',
    });
  }

  #migrate(stage: Stage): CustomResource {
    const migrate = this.#client(this, 'Migrate', { stage, processor: migrationsProcessor, environment: {} });
    const resource = new CustomResource(this, 'Migrations', {
      resourceType: 'Custom::WarehouseMigrations',
      serviceToken: migrate.function.functionArn,
      serviceTimeout: Duration.minutes(11),
      // What it sets, and where: CloudFormation runs it again when one of these changes, and at no other time.
      properties: { DatabaseId: this.#namespace.attrNamespaceNamespaceId, Definition: digestOf(migrations) },
    });
    resource.node.addDependency(migrate.role, this.#workgroup);
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
      ['Create', 'Delete', 'Update'].map((verb) => `redshift-serverless:${verb}UsageLimit`),
      ['*'],
    );
    setLimit.allow(['redshift-serverless:ListUsageLimits'], ['*']);
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

  /** A function that sends SQL as the administrator of the database. */
  #client(
    scope: Construct,
    id: string,
    { stage, processor, environment }: { stage: Stage; processor: string; environment: Record<string, string> },
  ): ProcessorFunction {
    const client = new ProcessorFunction(scope, id, {
      stage,
      processor,
      // a workgroup that was idle takes up to a minute
      timeout: Duration.minutes(10),
      memorySize: 256,
      environment: {
        WAREHOUSE_WORKGROUP: this.#workgroup.ref,
        WAREHOUSE_NAMESPACE: this.#namespace.ref,
        WAREHOUSE_DATABASE: database,
        ...environment,
      },
    });
    // the secret is called redshift!NAMESPACE-USER and six characters more (Redshift management guide, "Managing Amazon Redshift admin passwords using AWS Secrets Manager")
    const secretArn = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `redshift!${Stack.of(this).stackName}-${administrator}-??????`,
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
