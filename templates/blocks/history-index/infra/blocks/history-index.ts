import { CfnOutput, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import { retentionMetrics } from '../../processors/history-retention/metrics.ts';
import { definition } from '../../processors/history-setup/definition.ts';
import { historyIndexes, historyName } from '../../processors/lib/history-indexes.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction, ProcessorFunctionProps } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { SearchOperation } from './search-operation.ts';
import type { Search } from './search.ts';

/** What of the searchable history differs between stages. */
export interface HistorySettings {
  /** A month of changes is deleted when its last change is older than this. */
  keep: Duration;
}

export interface HistoryIndexProps {
  stage: Stage;
  settings: HistorySettings;
  search: Search;
}

const retention = 'history-retention';

/**
 * The history in the search engine: an index for every month in which changes were made, each change a document whose id is that of
 * the change. A function of the deployment says what an index begins with, another one deletes old months, and a third one searches.
 */
export class HistoryIndex extends Construct implements Watched {
  /** The engine knows what an index of the history begins with: nothing may write before. */
  readonly ready: CustomResource;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  readonly #search: Search;

  constructor(scope: Construct, id: string, { stage, settings, search }: HistoryIndexProps) {
    super(scope, id);
    this.#search = search;
    const setup = search.client(
      this,
      'Setup',
      { index: historyIndexes, operations: ['series'], sharing: 'HistoryAccess' },
      {
        stage,
        processor: 'history-setup',
        // a collection that wakes up, and an access policy that is not yet in force, take minutes
        timeout: Duration.minutes(10),
        memorySize: 256,
        environment: {},
      },
    );
    this.ready = new CustomResource(this, 'Definition', {
      resourceType: 'Custom::HistoryIndex',
      serviceToken: setup.function.functionArn,
      serviceTimeout: Duration.minutes(11),
      // What it sets, and where: CloudFormation runs it again when one of these changes, and at no other time.
      properties: {
        Name: historyName,
        Definition: createHash('sha256').update(JSON.stringify(definition)).digest('hex'),
        Endpoint: search.endpoint,
      },
    });
    this.ready.node.addDependency(search.ready);

    const removing = this.client(this, 'Retention', ['mapping', 'discard'], {
      stage,
      processor: retention,
      timeout: Duration.minutes(5),
      memorySize: 256,
      environment: { HISTORY_KEEP_SECONDS: String(settings.keep.toSeconds()) },
    });
    new Rule(this, 'Daily', {
      // a few minutes after the purge of tombstones, which has woken the engine
      schedule: Schedule.cron({ hour: '3', minute: '22' }),
      targets: [new LambdaFunction(removing.function, { retryAttempts: 2 })],
    });
    const reading = this.client(this, 'Search', ['search'], {
      stage,
      processor: 'history-search',
      timeout: Duration.minutes(1),
      memorySize: 256,
      environment: {},
    });
    new CfnOutput(Stack.of(this), 'HistorySearchFunctionName', { value: reading.function.functionName });

    this.alarms = [
      new RunbookAlarm(this, 'NotRemoved', {
        metric: removing.function.metricErrors({ statistic: Stats.SUM, period: Duration.hours(1) }),
        meaning: 'Old months of the history were not deleted; the index grows until they are.',
        runbook: 'history-not-removed',
        // a run that fails is repeated twice; the first one may do no more than wake the engine up
        above: 2,
        periods: 1,
      }),
    ];
    const removed = processorMetric(Stack.of(this), retention, retentionMetrics.removed, {
      statistic: Stats.SUM,
      period: Duration.hours(1),
    });
    this.widgets = [new GraphWidget({ title: 'Months of history deleted', left: [removed], width: 24, height: 3 })];
  }

  /** A function that uses the indexes of the history, made after they are defined. */
  client(
    scope: Construct,
    id: string,
    operations: readonly SearchOperation[],
    props: ProcessorFunctionProps,
  ): ProcessorFunction {
    const client = this.#search.client(
      scope,
      id,
      { index: historyIndexes, operations, sharing: 'HistoryAccess' },
      props,
    );
    client.function.node.addDependency(this.ready);
    return client;
  }
}
