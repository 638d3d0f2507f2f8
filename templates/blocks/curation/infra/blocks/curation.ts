import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnJob, CfnTrigger, CfnWorkflow } from 'aws-cdk-lib/aws-glue';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { join } from 'node:path';
import { acknowledge } from '../acknowledge.ts';
import { curationSettings, type CurationSettings } from '../curation-settings.ts';
import type { Stage } from '../stage.ts';
import { jobMetric, landed, triggered } from './curation-metrics.ts';
import { curationRole } from './curation-role.ts';
import { metricNamespace } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { RawEvents } from './raw-events.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** Glue 5.1 has Spark 3.5.6 and Python 3.11: curation/requirements.txt has the same Spark. */
const glueVersion = '5.1';
const folder = join(import.meta.dirname, '..', '..', 'curation');

/**
 * Makes curated events of the raw zone: a Spark job, which a workflow starts every few hours. docs/curation.md says what it does. Runs never
 * overlap, and each begins where the last one ended.
 */
export class Curation extends Construct implements Watched {
  readonly jobName: string;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, raw }: { stage: Stage; raw: RawEvents }) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const { lake } = raw;
    const settings = curationSettings[stage.name];
    this.jobName = `${stackName}-curate`;

    const entry = new Asset(this, 'Entry', { path: join(folder, 'job.py') });
    const modules = new Asset(this, 'Modules', { path: join(folder, 'package'), exclude: ['**/__pycache__/**'] });
    const logPrefix = `/aws-glue/jobs/${stackName}`;
    const logs = ['output', 'error'].map(
      (name) =>
        new LogGroup(this, `Log-${name}`, {
          logGroupName: `${logPrefix}/${name}`,
          retention: stage.logRetention,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
    );
    const role = curationRole(this, { lake, scripts: [entry, modules], logs });
    const job = new CfnJob(this, 'Job', {
      name: this.jobName,
      role: role.roleArn,
      command: { name: 'glueetl', pythonVersion: '3', scriptLocation: entry.s3ObjectUrl },
      glueVersion,
      workerType: 'G.1X',
      numberOfWorkers: settings.workers,
      // what fails once may be the capacity of a moment
      maxRetries: 1,
      timeout: settings.timeout.toMinutes(),
      executionProperty: { maxConcurrentRuns: 1 },
      defaultArguments: {
        '--extra-py-files': modules.s3ObjectUrl,
        '--job-bookmark-option': 'job-bookmark-disable',
        '--custom-logGroup-prefix': logPrefix,
        '--bucket': lake.bucket.bucketName,
        '--lag_minutes': String(settings.lag.toMinutes()),
        '--metrics_namespace': metricNamespace(Stack.of(this)),
        '--service': 'curation',
      },
    });
    job.node.addDependency(role);
    acknowledge(job, 'AwsSolutions-GL1', 'CloudWatch Logs encrypts every log group; the log has counts and no rows');
    acknowledge(job, 'AwsSolutions-GL3', 'The job has no bookmarks: what it remembers is in the encrypted bucket');
    this.#workflow(job, settings);

    // EventBridge user guide, "Monitoring Amazon EventBridge": the rule is there to be counted
    const failed = new CfnRule(this, 'Failed', {
      description: 'Runs of the curation that did not succeed',
      eventPattern: {
        source: ['aws.glue'],
        'detail-type': ['Glue Job State Change'],
        detail: { jobName: [this.jobName], state: ['FAILED', 'TIMEOUT', 'STOPPED'] },
      },
    });
    this.alarms = this.#alarms(failed, raw, settings);
    const hour = Duration.hours(1);
    const rows = (of: Parameters<typeof jobMetric>[1]) => jobMetric(this, of, hour);
    this.widgets = [
      new GraphWidget({ title: 'Rows curated', left: [rows('curated')], right: [rows('late')], width: 8 }),
      new GraphWidget({
        title: 'Rows left out by the curation',
        left: [rows('duplicates'), rows('quarantined')],
        width: 8,
      }),
      new GraphWidget({
        title: 'Runs of the curation',
        left: [rows('runs'), triggered(failed, hour)],
        right: [rows('behind')],
        width: 8,
      }),
    ];
    new CfnOutput(Stack.of(this), 'CurationJobName', { value: this.jobName });
    new CfnOutput(Stack.of(this), 'CurationWorkflowName', { value: `${stackName}-curation` });
  }

  #workflow(job: CfnJob, { everyHours, lag }: CurationSettings): void {
    const { stackName } = Stack.of(this);
    if (24 % everyHours !== 0) throw new Error('everyHours has to divide a day: 1, 2, 3, 4, 6, 8, 12 or 24');
    const workflow = new CfnWorkflow(this, 'Workflow', {
      name: `${stackName}-curation`,
      description: 'Curates the hours of the raw zone that are over',
      maxConcurrentRuns: 1,
    });
    // five minutes after the last hour may be curated
    const minute = lag.toMinutes() + 5;
    const trigger = new CfnTrigger(this, 'Schedule', {
      name: `${stackName}-curation`,
      type: 'SCHEDULED',
      schedule: `cron(${minute} ${everyHours === 1 ? '*' : `0/${everyHours}`} * * ? *)`,
      startOnCreation: true,
      workflowName: workflow.ref,
      actions: [{ jobName: job.ref }],
    });
    trigger.addResourceDependency(workflow);
    trigger.addResourceDependency(job);
  }

  #alarms(failed: CfnRule, raw: RawEvents, { everyHours }: CurationSettings): RunbookAlarm[] {
    const hour = Duration.hours(1);
    const patience = everyHours + 2;
    return [
      new RunbookAlarm(this, 'Failing', {
        metric: triggered(failed, Duration.minutes(5)),
        meaning: 'A run of the curation has failed. The next one goes on from the same hour.',
        runbook: 'curation-failing',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Missing', {
        metric: new MathExpression({
          expression: 'IF(FILL(runs, 0) > 0, 0, FILL(landed, 0))',
          usingMetrics: { runs: jobMetric(this, 'runs', hour), landed: landed(raw.deliveryStream, hour) },
          label: 'rows of an hour without a run',
          period: hour,
        }),
        meaning: `Rows have landed in each of ${patience} hours, and no run of the curation has ended.`,
        runbook: 'curation-missing',
        above: 0,
        periods: patience,
      }),
      new RunbookAlarm(this, 'Quarantine', {
        metric: new MathExpression({
          expression: 'IF(read > 0, 100 * quarantined / read, 0)',
          usingMetrics: {
            read: jobMetric(this, 'read', hour),
            quarantined: jobMetric(this, 'quarantined', hour),
          },
          label: 'rows that are quarantined (%)',
          period: hour,
        }),
        meaning: 'More than 5 of 100 rows break a rule of the curation. They are in quarantine.',
        runbook: 'curation-quarantine',
        above: 5,
        periods: 1,
      }),
    ];
  }
}
