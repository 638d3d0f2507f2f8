import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const source = 'AppSync Events guide, cw-metrics, HTTP endpoint metrics';
const dimensions = { EventAPIId: 'AWS::AppSync::Api' } as const;

export const metrics = {
  'AWS/AppSync': {
    '4XXError': { dimensions, unit: 'Count', source },
    '5XXError': { dimensions, unit: 'Count', source },
    Latency: { dimensions, unit: 'Milliseconds', source },
  },
} satisfies MetricDefinitions;

/** What AppSync reports of a request. `duration` is in milliseconds. */
export function reportRequest(sink: MetricSink, EventAPIId: string, status: number, duration: number): void {
  const put = (name: keyof (typeof metrics)['AWS/AppSync'], value: number): void =>
    sink.put('AWS/AppSync', name, { EventAPIId }, value);
  put('4XXError', status >= 400 && status < 500 ? 1 : 0);
  put('5XXError', status >= 500 ? 1 : 0);
  put('Latency', duration);
}
