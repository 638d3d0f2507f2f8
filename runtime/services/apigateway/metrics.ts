import type { GatewayRequest } from '../../contracts/gateway.ts';
import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const ofStage = {
  dimensions: { ApiId: 'AWS::ApiGatewayV2::Api', Stage: 'AWS::ApiGatewayV2::Stage' },
  unit: 'Count',
  source: 'API Gateway guide, http-api-metrics: metrics by API and stage',
} as const;

export const metrics = {
  'AWS/ApiGateway': {
    Count: ofStage,
    '4xx': ofStage,
    '5xx': ofStage,
    Latency: { ...ofStage, unit: 'Milliseconds' },
    DataProcessed: { ...ofStage, unit: 'Bytes' },
  },
} satisfies MetricDefinitions;

/** What an HTTP API reports of a request: its size, its status, and how long the answer took, in milliseconds. */
export function reportRequest(
  sink: MetricSink,
  dimensions: { readonly ApiId: string; readonly Stage: string },
  {
    request,
    status,
    took,
  }: { readonly request: Pick<GatewayRequest, 'body'>; readonly status: number; readonly took: number },
): void {
  const put = (name: keyof (typeof metrics)['AWS/ApiGateway'], value: number): void =>
    sink.put('AWS/ApiGateway', name, dimensions, value);
  put('Count', 1);
  put('4xx', status >= 400 && status < 500 ? 1 : 0);
  put('5xx', status >= 500 ? 1 : 0);
  put('Latency', took);
  put('DataProcessed', request.body.length);
}
