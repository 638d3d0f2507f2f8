import { Aws, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CfnIntegration, CfnRoute, CorsHttpMethod, HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { ServiceLogGroup } from '../service-log-group.ts';
import type { Stage } from '../stage.ts';
import { originsIn } from './allowed-origins.ts';
import type { ClickEvents } from './click-events.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** What web/clicks.js sends: the user, percent-encoded, is the key of the record. Browsers ask before they send it to another origin. */
const userHeader = 'click-user';
const path = '/clicks';

export interface CollectorProps {
  stage: Stage & {
    /** Origins of the web pages that may send. */
    allowedOrigins: readonly string[];
    /** Requests that all clients together may send. */
    collectorRate: { perSecond: number; burst: number };
  };
  events: ClickEvents;
  /** What has to read the stream before the first event is in it. */
  readers: readonly IDependable[];
}

/**
 * POST /clicks: a body {"data": BASE64} becomes one record of the stream, without a function (API Gateway developer guide, "Integration
 * subtype reference", Kinesis-PutRecord). A body above 100 KB is refused, because API Gateway cuts it off before it looks for `data`.
 */
export class Collector extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, events, readers }: CollectorProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Http', {
      apiName: `${Stack.of(this).stackName}-collector`,
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: originsIn(stage.allowedOrigins),
        allowMethods: [CorsHttpMethod.POST],
        allowHeaders: ['content-type', userHeader],
        // as long as browsers keep it
        maxAge: Duration.hours(2),
      },
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['kinesis:PutRecord'], resources: [events.stream.streamArn] }));
    const integration = putRecord(this, api, role, events);
    integration.node.addDependency(...readers);
    const route = new CfnRoute(this, 'Route', {
      apiId: api.apiId,
      routeKey: `POST ${path}`,
      target: `integrations/${integration.ref}`,
    });
    route.node.addDependency(role, ...readers);
    acknowledge(
      route,
      'AwsSolutions-APIG4',
      'Who clicks has not signed in: everybody may send, as fast as the stage allows, and nobody may read',
    );
    const accessLogs = new ServiceLogGroup(this, 'AccessLogs', { stage, purpose: 'collector-access' });
    const live = new HttpStage(this, 'Live', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.collectorRate.perSecond, burstLimit: stage.collectorRate.burst },
      accessLogSettings: {
        destination: { bind: () => ({ destinationArn: accessLogs.arnOfGroup }) },
        // neither the user nor the address: both are personal data
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            route: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
            error: '$context.error.message',
            integration: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
    new CfnOutput(Stack.of(this), 'CollectorUrl', { value: `${api.apiEndpoint}${path}` });
    new CfnOutput(Stack.of(this), 'CollectorApiId', { value: api.apiId });

    const period = Duration.minutes(5);
    const requests = live.metricCount({ statistic: Stats.SUM, period, label: 'requests' });
    const refused = live.metricClientError({ statistic: Stats.SUM, period, label: 'refused (4xx)' });
    const failed = live.metricServerError({ statistic: Stats.SUM, period, label: 'failed (5xx)' });
    /** Of few requests, one says nothing. */
    const share = (part: typeof refused, label: string) =>
      new MathExpression({
        expression: 'IF(requests > 20, 100 * part / requests, 0)',
        usingMetrics: { requests, part },
        label,
        period,
      });
    const latency = live.metricLatency({ statistic: Stats.percentile(99), period, label: 'p99' });
    this.alarms = [
      new RunbookAlarm(this, 'Refusing', {
        metric: share(refused, 'requests refused (%)'),
        meaning:
          'The collector refuses more than a tenth of the requests: there are too many, or clients send what it does not take.',
        runbook: 'collector-refusing',
        above: 10,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Failing', {
        metric: share(failed, 'requests that failed (%)'),
        meaning:
          'Requests fail behind the collector: the stream takes nothing, or may not be written to. Browsers try again.',
        runbook: 'collector-failing',
        above: 2,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Slow', {
        metric: latency,
        meaning: 'The collector takes longer than a second to answer (99th percentile).',
        runbook: 'collector-slow',
        above: 1000,
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Requests of browsers', left: [requests], right: [refused, failed], width: 12 }),
      new GraphWidget({ title: 'Answers of the collector (ms)', left: [latency], width: 12 }),
    ];
  }
}

function putRecord(scope: Construct, api: HttpApi, role: Role, { stream }: ClickEvents): CfnIntegration {
  return new CfnIntegration(scope, 'PutRecord', {
    apiId: api.apiId,
    integrationType: 'AWS_PROXY',
    integrationSubtype: 'Kinesis-PutRecord',
    payloadFormatVersion: '1.0',
    credentialsArn: role.roleArn,
    timeoutInMillis: 10_000,
    requestParameters: {
      StreamName: stream.streamName,
      Data: '$request.body.data',
      PartitionKey: `$request.header.${userHeader}`,
    },
    responseParameters: {
      '200': {
        ResponseParameters: [
          { Destination: 'overwrite:header.cache-control', Source: 'no-store' },
          { Destination: 'overwrite:header.x-content-type-options', Source: 'nosniff' },
        ],
      },
    },
  });
}
