import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { historyMetrics } from '../../processors/history-transform/metrics.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'history-transform';

/** Makes a row of the history of each change, for every delivery stream that carries it. */
export class HistoryTransform extends Construct implements Watched {
  readonly processor: ProcessorFunction;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  /** The one of a stack: made when the first delivery stream asks for it. */
  static of(scope: Construct, props: { stage: Stage }): HistoryTransform {
    const stack = Stack.of(scope);
    const id = 'HistoryTransform';
    return (stack.node.tryFindChild(id) as HistoryTransform | undefined) ?? new HistoryTransform(stack, id, props);
  }

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.processor = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      // Firehose waits for 5 minutes at most (Firehose developer guide, "Transform source data")
      timeout: Duration.minutes(1),
      memorySize: 512,
      environment: {},
    });
    const count = (name: keyof typeof historyMetrics) =>
      processorMetric(Stack.of(this), processor, historyMetrics[name], {
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      });
    this.alarms = [
      new RunbookAlarm(this, 'NotTransformed', {
        metric: count('failed'),
        meaning: 'Records of the stream could not be turned into history; they lie in the error prefix.',
        runbook: 'history-not-transformed',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Changes turned into history',
        left: [count('transformed')],
        right: [count('failed'), count('overflowed')],
        width: 24,
      }),
    ];
  }
}
