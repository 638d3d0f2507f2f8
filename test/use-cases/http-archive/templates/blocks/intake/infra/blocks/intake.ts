import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { intakeMetrics } from '../../processors/intake/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
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
    const reminders = new ScheduleGroup(this, 'Reminders');
    const reminding = new Role(this, 'Reminding', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    const intake = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      timeout: Duration.seconds(10),
      memorySize: 256,
      environment: {
        STREAM_NAME: events.stream.streamName,
        REMINDER_GROUP: reminders.scheduleGroupName,
        REMINDER_ROLE: reminding.roleArn,
      },
    });
    intake.allow(['kinesis:PutRecord'], [events.stream.streamArn]);
    const schedules = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${reminders.scheduleGroupName}/*`,
    });
    intake.allow(['scheduler:CreateSchedule'], [schedules]);
    intake.allow(['iam:PassRole'], [reminding.roleArn]);
    acknowledge(
      intake.role,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${reminders.scheduleGroupName}/*]`,
      'The names of schedules are those of sensors',
    );
    reminding.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [intake.function.functionArn] }),
    );
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
    new HttpStage(this, 'Live', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 1000, burstLimit: 2000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', { retention: stage.logRetention, removalPolicy: stage.removalPolicy }),
        ),
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
