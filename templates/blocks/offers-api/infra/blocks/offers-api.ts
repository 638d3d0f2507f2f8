import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, HttpApi, HttpMethod, HttpStage, type HttpApiProps } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { offersApiMetrics, offersApiTimes, type RequestOutcome } from '../../processors/offers-api/metrics.ts';
import { kinds } from '../../processors/offers-api/request.ts';
import { ServiceLogGroup } from '../service-log-group.ts';
import type { Stage } from '../stage.ts';
import type { AppUsers } from './app-users.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import type { ResultsTable } from './results-table.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'offers-api';
const period = Duration.minutes(5);

export interface OffersApiProps {
  stage: Stage & {
    /** Origins of the web pages that may show offers: https://shop.example.com */
    webOrigins: readonly string[];
  };
  results: ResultsTable;
  users: AppUsers;
}

/** GET /me/offers and GET /me/sessions: what the table of results has of the user who asks. */
export class OffersApi extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, results, users }: OffersApiProps) {
    super(scope, id);
    const reader = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      // API Gateway waits 30 s at most
      timeout: Duration.seconds(28),
      memorySize: 512,
      environment: {},
    });
    results.allowReader(reader);
    const api = new HttpApi(this, 'Http', {
      apiName: `${Stack.of(this).stackName}-offers`,
      createDefaultStage: false,
      defaultAuthorizer: new HttpUserPoolAuthorizer('Users', users.pool, { userPoolClients: [users.client] }),
      ...corsFor(stage.webOrigins),
    });
    const integration = new HttpLambdaIntegration('Results', reader.function);
    for (const path of Object.keys(kinds)) api.addRoutes({ path, methods: [HttpMethod.GET], integration });
    const live = new HttpStage(this, 'Live', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: {
          bind: () => ({
            destinationArn: new ServiceLogGroup(this, 'AccessLogs', { stage, purpose: 'offers-access' }).arnOfGroup,
          }),
        },
        // neither the user nor the caller's address
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            route: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
            error: '$context.error.message',
          }),
        ),
      },
    });
    new CfnOutput(Stack.of(this), 'OffersUrl', { value: api.apiEndpoint });

    const metrics = metricsOf(this, reader, live);
    const alarm = (
      name: string,
      metric: Exclude<keyof typeof metrics, 'count'>,
      meaning: string,
      { runbook, above = 0, periods }: { runbook: string; above?: number; periods: number },
    ) => new RunbookAlarm(this, name, { metric: metrics[metric], meaning, runbook, above, periods });
    this.alarms = [
      alarm('Failing', 'failed', 'Requests for offers fail, not counting those that are asked to come back.', {
        runbook: 'offers-api-failing',
        periods: 1,
      }),
      // a function that does not start, or runs out of time, cannot count its failures
      alarm('Crashing', 'errors', 'The function of the API of offers ends with errors instead of answers.', {
        runbook: 'offers-api-failing',
        periods: 1,
      }),
      alarm('Slow', 'latency', 'Requests for offers take longer than 3 seconds (99th percentile).', {
        runbook: 'offers-api-slow',
        above: 3000,
        periods: 2,
      }),
      alarm('Busy', 'busy', 'The table of results does not answer most requests (503).', {
        runbook: 'offers-api-busy',
        periods: 2,
      }),
      alarm('Throttled', 'throttled', 'Lambda turns requests for offers away: the function has no free concurrency.', {
        runbook: 'offers-api-throttled',
        periods: 2,
      }),
      alarm(
        'Unanswered',
        'unanswered',
        'Requests fail before they come to the function: API Gateway cannot invoke it.',
        {
          runbook: 'offers-api-unanswered',
          periods: 1,
        },
      ),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Requests for offers and sessions',
        left: (['served', 'refused', 'busy', 'failed'] as const).map(metrics.count),
        width: 12,
      }),
      new GraphWidget({
        title: 'Latency of requests (ms)',
        left: [50, 99].map((each) => ofTime(this, each).with({ label: `p${each}` })),
        width: 12,
      }),
    ];
  }
}

const ofTime = (scope: Construct, percentile: number) =>
  processorMetric(Stack.of(scope), processor, offersApiTimes.latency, {
    statistic: Stats.percentile(percentile),
    period,
  });

function metricsOf(scope: Construct, reader: ProcessorFunction, live: HttpStage) {
  const count = (name: RequestOutcome) =>
    processorMetric(Stack.of(scope), processor, offersApiMetrics[name], { statistic: Stats.SUM, period });
  return {
    count,
    failed: count('failed'),
    errors: reader.function.metricErrors({ statistic: Stats.SUM, period }),
    latency: ofTime(scope, 99),
    throttled: reader.function.metricThrottles({ statistic: Stats.SUM, period }),
    // every request reports both: neither is missing while the other is there
    busy: new MathExpression({
      expression: 'IF(busy > served, busy, 0)',
      usingMetrics: { busy: count('busy'), served: count('served') },
      label: 'requests asked to wait, where they are most',
      period,
    }),
    // a function that is not invoked reports nothing
    unanswered: new MathExpression({
      expression: 'IF(failed > 0 AND FILL(invoked, 0) == 0, failed, 0)',
      usingMetrics: {
        failed: live.metricServerError({ statistic: Stats.SUM, period }),
        invoked: reader.function.metricInvocations({ statistic: Stats.SUM, period }),
      },
      label: 'requests that come to no function',
      period,
    }),
  };
}

/** Lets the web pages of these origins call the API, and no other page. Throws where one is not an origin. */
function corsFor(origins: readonly string[]): Pick<HttpApiProps, 'corsPreflight'> {
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined)
    throw new Error(
      `webOrigins: "${wrong}" is not an origin. An origin is SCHEME://HOST or SCHEME://HOST:PORT in small letters, without a path or a slash at its end: https://shop.example.com`,
    );
  if (origins.length === 0) return {};
  return {
    corsPreflight: {
      allowOrigins: [...origins],
      allowMethods: [CorsHttpMethod.GET],
      allowHeaders: ['authorization'],
      exposeHeaders: ['retry-after'],
      maxAge: Duration.hours(1),
    },
  };
}
