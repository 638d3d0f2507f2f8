import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Conditions } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { itemKey } from '../../contract/derived/item-table.ts';
import { canaryMetrics } from '../../processors/canary/metrics.ts';
import type { CanaryItem } from '../../processors/canary/canary-item.ts';
import { ownItem } from '../../processors/canary/own-item.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { SearchIndex } from './search-index.ts';
import type { SourceTable } from './source-table.ts';

const processor = 'canary';
const timeout = Duration.minutes(4);
/** A run ends before the next begins; three periods of an alarm are less than a day. */
const [shortest, longest] = [Duration.minutes(5), Duration.hours(6)];

export interface CanaryProps {
  stage: Stage;
  /** From one change to the next: whole minutes, 5 minutes to 6 hours. */
  every: Duration;
  table: SourceTable;
  index: SearchIndex;
}

/**
 * Writes a marked change to the table on a schedule, and searches until it is found. Its alarm takes silence for a failure: of
 * the pipeline, or of the canary.
 */
export class Canary extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, every, table, index }: CanaryProps) {
    super(scope, id);
    const seconds = every.toSeconds();
    if (seconds % 60 !== 0 || seconds < shortest.toSeconds() || seconds > longest.toSeconds())
      throw new Error(
        `${stage.name}: canary: ${seconds} s: expected whole minutes, ${shortest.toMinutes()} minutes to ${longest.toHours()} hours`,
      );
    const canary = index.client(this, 'Function', ['search'], {
      stage,
      processor,
      timeout,
      memorySize: 256,
      environment: { TABLE_NAME: table.name },
    });
    table.allowWritesBy(canary, onlyPartitionOf(itemFor(stage)));
    // a run that fails is not repeated: the next one is the repetition, and two at once would take each other's change
    canary.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: shortest });
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(canary.function, { retryAttempts: 0 })],
    });

    const own = (name: keyof typeof canaryMetrics, statistic: string) =>
      processorMetric(Stack.of(this), processor, canaryMetrics[name], { statistic, period: every });
    this.alarms = [
      new RunbookAlarm(this, 'Missing', {
        metric: filled(own('found', Stats.SUM), every),
        meaning: 'No search has found a change of the canary for three of its periods, or the canary does not run.',
        runbook: 'canary-missing',
        below: 1,
        periods: 3,
        missing: 'breaching',
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Changes of the canary found', left: [own('found', Stats.SUM)], width: 12 }),
      new GraphWidget({ title: 'From write to found (ms)', left: [own('latency', Stats.MAXIMUM)], width: 12 }),
    ];
  }
}

/**
 * Zero for a period without data. An alarm fills missing data only where the periods before it, too, have less data than it needs
 * (CloudWatch user guide, alarms-and-missing-data): a change that was found half an hour ago would keep it silent.
 */
const filled = (found: Metric, period: Duration): MathExpression =>
  new MathExpression({ expression: 'FILL(found, 0)', usingMetrics: { found }, label: 'changes found', period });

/** A function that has no item would only say so at night. */
function itemFor({ name }: Stage): CanaryItem {
  try {
    return ownItem();
  } catch (error) {
    throw new Error(`${name}: canary: ${(error as Error).message}; leave it undefined`, { cause: error });
  }
}

/**
 * DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control": a partition key that is text limits a
 * policy to the items that have it. The guide shows no numbers or bytes there; the conditions of the writes protect those alone.
 */
function onlyPartitionOf({ key }: CanaryItem): Conditions {
  const [partition] = itemKey;
  if (partition?.type !== 'S') return {};
  return {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [key[partition.name]] },
    // a request without the key would meet the condition above
    Null: { 'dynamodb:LeadingKeys': 'false' },
  };
}
