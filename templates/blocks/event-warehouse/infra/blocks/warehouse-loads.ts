import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { curatedPrefix } from '../../processors/warehouse-loader/curated-hours.ts';
import { manifestPrefix } from '../../processors/warehouse-loader/manifest.ts';
import { loaderMetrics } from '../../processors/warehouse-loader/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { EventWarehouse } from './event-warehouse.ts';
import type { Lake } from './lake.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface WarehouseLoadsProps {
  stage: Stage;
  warehouse: EventWarehouse;
  lake: Lake;
  /** The job whose runs have made the curated zone. */
  curation: { readonly jobName: string };
}

const processor = 'warehouse-loader';
const hour = Duration.hours(1);

/** After each run of the curation that has succeeded, a function loads the hours that the warehouse has not. */
export class WarehouseLoads extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, warehouse, lake, curation }: WarehouseLoadsProps) {
    super(scope, id);
    const loader = warehouse.loader(this, 'Function', {
      stage,
      processor,
      environment: { LAKE_BUCKET: lake.bucket.bucketName },
    });
    this.#useLake(loader, lake);
    // Glue user guide, "Automating AWS Glue with EventBridge"
    const curated = new Rule(this, 'Curated', {
      description: 'Runs of the curation that have succeeded',
      eventPattern: {
        source: ['aws.glue'],
        detailType: ['Glue Job State Change'],
        detail: { jobName: [curation.jobName], state: ['SUCCEEDED'] },
      },
      targets: [new LambdaFunction(loader.function, { retryAttempts: 2 })],
    });
    this.alarms = this.#alarms(loader, curated);
    const own = this.#metric(hour);
    this.widgets = [
      new GraphWidget({
        title: 'Hours loaded into the warehouse',
        left: [own('loaded', Stats.SUM)],
        right: [own('behind', Stats.MAXIMUM)],
        width: 12,
      }),
      new GraphWidget({ title: 'Time of a load (ms)', left: [own('latency', Stats.MAXIMUM)], width: 12 }),
    ];
  }

  #metric(period: Duration) {
    return (name: keyof typeof loaderMetrics, statistic: string) =>
      processorMetric(Stack.of(this), processor, loaderMetrics[name], { statistic, period });
  }

  #alarms(loader: ProcessorFunction, curated: Rule): RunbookAlarm[] {
    const own = this.#metric(hour);
    return [
      new RunbookAlarm(this, 'Failing', {
        metric: loader.function.metricErrors({ statistic: Stats.SUM, period: hour }),
        meaning:
          'A load of the warehouse has failed, and so have its repetitions. The next run of the curation begins another one.',
        runbook: 'warehouse-loads-failing',
        // Lambda repeats a run twice
        above: 2,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Behind', {
        metric: new MathExpression({
          expression: 'IF(FILL(curated, 0) > 0 AND FILL(done, 0) == 0, curated, 0)',
          usingMetrics: { curated: runsOf(curated), done: own('done', Stats.SUM) },
          label: 'runs of the curation without a load',
          period: hour,
        }),
        meaning:
          'The curation has run, and no load of the warehouse has ended since: its reports are older than the lake.',
        runbook: 'warehouse-behind',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'LimitReached', {
        metric: this.#metric(Duration.minutes(5))('limitReached', Stats.SUM),
        meaning: 'The warehouse has used what its limit allows, and refuses every query until the next period.',
        runbook: 'warehouse-limit',
        above: 0,
        periods: 1,
      }),
    ];
  }

  #useLake(loader: ProcessorFunction, { bucket }: Lake): void {
    loader.role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringEquals: { 's3:prefix': curatedPrefix } },
      }),
    );
    loader.allow(['s3:PutObject'], [bucket.arnForObjects(`${manifestPrefix}*`)]);
    acknowledge(
      loader.role,
      `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/${manifestPrefix}*]`,
      'A manifest is named after the hour that it is of',
    );
    // a manifest is read once
    bucket.addLifecycleRule({
      prefix: manifestPrefix,
      expiration: Duration.days(7),
      noncurrentVersionExpiration: Duration.days(1),
    });
  }
}

/** EventBridge user guide, "Monitoring Amazon EventBridge". */
const runsOf = ({ ruleName }: Rule): Metric =>
  new Metric({
    namespace: 'AWS/Events',
    metricName: 'TriggeredRules',
    dimensionsMap: { RuleName: ruleName },
    statistic: Stats.SUM,
    period: hour,
    label: 'runs of the curation',
  });
