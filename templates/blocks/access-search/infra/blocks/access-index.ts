import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { retentionMetrics } from '../../processors/access-retention/metrics.ts';
import { accessIndexes, accessName } from '../../processors/lib/access-indexes.ts';
import { indexTemplate } from '../../processors/search-setup/definition.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction, ProcessorFunctionProps } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { SearchOperation } from './search-operation.ts';
import type { Search } from './search.ts';

const retention = 'access-retention';

export interface AccessIndexProps {
  stage: Stage & { searchRetention: Duration };
  search: Search;
}

/**
 * Access events in the search engine: an index for every day, each event a document whose id is that of the event. A function of the
 * deployment says what an index begins with, and another one deletes old days.
 */
export class AccessIndex extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  readonly #search: Search;
  /** The engine knows what an index begins with: nothing may write before. */
  readonly #ready: CustomResource;

  constructor(scope: Construct, id: string, { stage, search }: AccessIndexProps) {
    super(scope, id);
    this.#search = search;
    const setup = search.client(
      this,
      'Setup',
      { index: accessIndexes, operations: ['series'] },
      {
        stage,
        processor: 'search-setup',
        // a collection that wakes up, and an access policy that is not yet in force, take minutes
        timeout: Duration.minutes(10),
        memorySize: 256,
        environment: {},
      },
    );
    this.#ready = new CustomResource(this, 'Definition', {
      resourceType: 'Custom::AccessIndex',
      serviceToken: setup.function.functionArn,
      serviceTimeout: Duration.minutes(11),
      // What it sets, and where: CloudFormation runs it again when one of these changes, and at no other time.
      properties: {
        Name: accessName,
        Template: JSON.stringify(indexTemplate),
        Endpoint: search.endpoint,
      },
    });
    this.#ready.node.addDependency(search.ready);

    const removing = this.client(this, 'Retention', ['mapping', 'discard'], {
      stage,
      processor: retention,
      timeout: Duration.minutes(5),
      memorySize: 256,
      environment: { SEARCH_KEEP_SECONDS: String(stage.searchRetention.toSeconds()) },
    });
    new Rule(this, 'Daily', {
      schedule: Schedule.cron({ hour: '3', minute: '22' }),
      targets: [new LambdaFunction(removing.function, { retryAttempts: 2 })],
    });

    this.alarms = [
      new RunbookAlarm(this, 'NotRemoved', {
        metric: removing.function.metricErrors({ statistic: Stats.SUM, period: Duration.hours(1) }),
        meaning: 'Old days of access events were not deleted; the engine fills up until they are.',
        runbook: 'search-not-removed',
        // a run that fails is repeated twice; the first one may do no more than wake the engine up
        above: 2,
        periods: 1,
      }),
    ];
    const removed = processorMetric(Stack.of(this), retention, retentionMetrics.removed, {
      statistic: Stats.SUM,
      period: Duration.hours(1),
    });
    this.widgets = [new GraphWidget({ title: 'Days of events deleted', left: [removed], width: 24, height: 3 })];
  }

  /** A function that uses the indexes, made after it is said what they begin with. */
  client(
    scope: Construct,
    id: string,
    operations: readonly SearchOperation[],
    props: ProcessorFunctionProps,
  ): ProcessorFunction {
    const client = this.#search.client(scope, id, { index: accessIndexes, operations }, props);
    client.function.node.addDependency(this.#ready);
    return client;
  }
}
