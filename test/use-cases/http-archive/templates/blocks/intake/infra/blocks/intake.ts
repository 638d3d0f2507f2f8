import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { intakeMetrics } from '../../processors/intake/metrics.ts';
import { ServiceLogGroup } from '../service-log-group.ts';
import type { Stage } from '../stage.ts';
import type { EventStream } from './event-stream.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'intake';

/** POST /readings: a reading is accepted with 202 once the stream has it. */
export class Intake extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, events }: { stage: Stage; events: EventStream }) {
    super(scope, id);
    const intake = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      timeout: Duration.seconds(10),
      memorySize: 256,
      environment: { STREAM_NAME: events.stream.streamName },
    });
    intake.allow(['kinesis:PutRecord'], [events.stream.streamArn]);
    const api = new HttpApi(this, 'Http', {
      apiName: `${Stack.of(this).stackName}-intake`,
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
    });
    api.addRoutes({
      path: '/readings',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('Readings', intake.function),
    });
    const accessLogs = new ServiceLogGroup(this, 'AccessLogs', { stage, purpose: 'intake-access' });
    new HttpStage(this, 'Live', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 1000, burstLimit: 2000 },
      accessLogSettings: {
        destination: { bind: () => ({ destinationArn: accessLogs.arnOfGroup }) },
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            status: '$context.status',
            latency: '$context.responseLatency',
          }),
        ),
      },
    });
    new CfnOutput(Stack.of(this), 'IntakeUrl', { value: api.apiEndpoint });

    const own = (name: keyof typeof intakeMetrics) =>
      processorMetric(Stack.of(this), processor, intakeMetrics[name], {
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      });
    this.alarms = [
      new RunbookAlarm(this, 'Failing', {
        metric: own('failed'),
        meaning: 'Readings are answered with 503: the stream does not take them.',
        runbook: 'intake-failing',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Requests', left: [own('accepted'), own('refused'), own('failed')], width: 24 }),
    ];
  }
}
