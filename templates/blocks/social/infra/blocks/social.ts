import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { socialMetrics } from '../../processors/social/metrics.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { writerSettings, type WrittenTopic } from './topic-writer.ts';

const processor = 'social';
const every = Duration.minutes(5);

export interface SocialProps {
  stage: Stage & {
    /** Posts that each run makes; it reads the counters of seven times as many. */
    socialPosts: number;
  };
  topic: WrittenTopic;
}

/** Every five minutes: posts of people, and how often those of earlier runs were liked, into the topic. */
export class Social extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, topic }: SocialProps) {
    super(scope, id);
    const writer = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      timeout: Duration.minutes(1),
      memorySize: 512,
      // one process, and so one new connection to each broker
      reservedConcurrentExecutions: 1,
      environment: {
        ...writerSettings(topic),
        EVERY_MINUTES: String(every.toMinutes()),
        POSTS: String(stage.socialPosts),
      },
    });
    topic.access.grantWrite(writer);
    topic.network.place(writer, []);
    // a run that fails is repeated, with the same events; one that comes too late would be overtaken by the next
    writer.function.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: every });
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(writer.function, { retryAttempts: 2, maxEventAge: every })],
    });

    const period = Duration.minutes(5);
    const own = (name: keyof typeof socialMetrics) =>
      processorMetric(Stack.of(this), processor, socialMetrics[name], { statistic: Stats.SUM, period });
    this.alarms = [
      new RunbookAlarm(this, 'Failing', {
        metric: new MathExpression({
          // a run that ends before it has written reports no count
          expression: 'IF(invoked > 0 AND FILL(written, 0) == 0, invoked, 0)',
          usingMetrics: {
            invoked: writer.function.metricInvocations({ statistic: Stats.SUM, period }),
            written: own('written'),
          },
          label: 'runs that write nothing',
          period,
        }),
        meaning: 'Runs of the social producer write nothing into the topic, and neither do their repetitions.',
        runbook: 'social-failing',
        above: 0,
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Social events', left: [own('written'), own('unwritten'), own('refused')], width: 12 }),
      new GraphWidget({
        title: 'Runs of the social producer that fail',
        left: [writer.function.metricErrors({ statistic: Stats.SUM, period })],
        width: 12,
      }),
    ];
  }
}
