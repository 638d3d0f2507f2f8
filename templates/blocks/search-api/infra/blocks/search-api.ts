import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  type HttpApiProps,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { searchApiMetrics } from '../../processors/search-api/metrics.ts';
import { ServiceLogGroup } from '../service-log-group.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { SearchIndex } from './search-index.ts';

const processor = 'search-api';

/** Makes what decides who may call the API. */
export type ApiAuthorizer = (scope: Construct, stage: Stage) => IHttpRouteAuthorizer;

export interface SearchApiProps {
  stage: Stage & {
    webOrigins: readonly string[];
    /** Searches that run at once; undefined: as many as the account has room for. */
    searchConcurrency: number | undefined;
  };
  index: SearchIndex;
  authorizer: IHttpRouteAuthorizer;
  /** The headers by which a caller says who it is: a web page may send them. */
  callerHeaders: readonly string[];
}

/** GET /search and GET /suggest over the index, for callers that the authorizer lets through. */
export class SearchApi extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, index, authorizer, callerHeaders }: SearchApiProps) {
    super(scope, id);
    const search = index.client(this, 'Function', ['search'], {
      stage,
      processor,
      // API Gateway waits 30 s at most
      timeout: Duration.seconds(28),
      memorySize: 512,
      // An engine that hangs keeps each search for 28 s: without a bound, 100 of them a second would take all the concurrency of
      // the account, that of the indexer included (Lambda developer guide, "Configuring reserved concurrency").
      ...(stage.searchConcurrency === undefined ? {} : { reservedConcurrentExecutions: stage.searchConcurrency }),
      environment: {},
    });
    const api = new HttpApi(this, 'Http', {
      apiName: `${Stack.of(this).stackName}-search`,
      createDefaultStage: false,
      defaultAuthorizer: authorizer,
      ...corsFor(stage.webOrigins, callerHeaders),
    });
    const integration = new HttpLambdaIntegration('Search', search.function);
    for (const path of ['/search', '/suggest']) api.addRoutes({ path, methods: [HttpMethod.GET], integration });
    const accessLogs = new ServiceLogGroup(this, 'AccessLogs', { stage, purpose: 'search-access' });
    const live = new HttpStage(this, 'Live', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: { bind: () => ({ destinationArn: accessLogs.arnOfGroup }) },
        // neither the query nor the caller's address: both are about people
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
    new CfnOutput(Stack.of(this), 'SearchUrl', { value: api.apiEndpoint });
    new CfnOutput(Stack.of(this), 'SearchFunctionName', { value: search.function.functionName });

    const period = Duration.minutes(5);
    const own = (name: keyof typeof searchApiMetrics, statistic: string) =>
      processorMetric(Stack.of(this), processor, searchApiMetrics[name], { statistic, period });
    this.alarms = [
      new RunbookAlarm(this, 'Failing', {
        metric: own('failed', Stats.SUM),
        meaning: 'Searches fail, not counting those that find no engine to answer them.',
        runbook: 'api-failing',
        // with few searches, one that fails may be all that there is to see
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Crashing', {
        // a function that does not start, or runs out of time, cannot count its failures
        metric: search.function.metricErrors({ statistic: Stats.SUM, period }),
        meaning: 'The function of the search API ends with errors instead of answers.',
        runbook: 'api-failing',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Slow', {
        metric: own('latency', Stats.percentile(99)),
        meaning: 'Searches take longer than 3 seconds (99th percentile).',
        runbook: 'api-slow',
        above: 3000,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Throttled', {
        metric: search.function.metricThrottles({ statistic: Stats.SUM, period }),
        meaning: 'Lambda turns searches away: the function has no free concurrency.',
        runbook: 'api-throttled',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Unavailable', {
        // every search reports both: neither is missing while the other is there
        metric: new MathExpression({
          expression: 'IF(waking > served, waking, 0)',
          usingMetrics: { waking: own('waking', Stats.SUM), served: own('served', Stats.SUM) },
          label: 'searches asked to wait, where they are most',
          period,
        }),
        meaning: 'Most searches find no engine to answer them (503), for longer than one takes to wake up.',
        runbook: 'api-unavailable',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Unanswered', {
        // a function that is not invoked reports nothing
        metric: new MathExpression({
          expression: 'IF(failed > 0 AND FILL(invoked, 0) == 0, failed, 0)',
          usingMetrics: {
            failed: live.metricServerError({ statistic: Stats.SUM, period }),
            invoked: search.function.metricInvocations({ statistic: Stats.SUM, period }),
          },
          label: 'searches that come to no function',
          period,
        }),
        meaning: 'Searches fail before they come to the function: API Gateway cannot invoke it.',
        runbook: 'api-unanswered',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Searches',
        left: [own('served', Stats.SUM), own('refused', Stats.SUM), own('waking', Stats.SUM), own('failed', Stats.SUM)],
        width: 12,
      }),
      new GraphWidget({
        title: 'Search latency (ms)',
        left: [own('latency', Stats.percentile(50)), own('latency', Stats.percentile(99))],
        right: [live.metricCount({ label: 'requests' })],
        width: 12,
      }),
    ];
  }
}

/**
 * Lets the web pages of these origins call the API, and no other page (Fetch standard, "CORS protocol"; API Gateway developer
 * guide, "Configure CORS for HTTP APIs"). Throws where one is not an origin.
 */
function corsFor(origins: readonly string[], headers: readonly string[]): Pick<HttpApiProps, 'corsPreflight'> {
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
      allowHeaders: [...headers],
      exposeHeaders: ['retry-after'],
      maxAge: Duration.hours(1),
    },
  };
}
