import { describe, expect, it } from '@jest/globals';
import { Watch } from '../../runtime/local/watch.ts';

const metricsLine = (figures: Record<string, number | number[]>): string =>
  JSON.stringify({
    _aws: {
      CloudWatchMetrics: [
        {
          Namespace: 'shop',
          Dimensions: [['service'], ['service', 'stage']],
          Metrics: Object.keys(figures).map((Name) => ({ Name })),
        },
      ],
    },
    service: 'indexer',
    stage: 'dev',
    ...figures,
  });

describe('what a function reports in its log', () => {
  it('is added up by component and metric', () => {
    const watch = new Watch({ dropped: ['Dropped'], lag: ['Latency'] }, { now: () => 0 });
    watch.read('Indexer', metricsLine({ Indexed: 3, Dropped: 1, Latency: [100, 300] }));
    watch.read('Indexer', metricsLine({ Indexed: 4 }));
    watch.read('Indexer', 'no metrics: {"Indexed": 9}');
    watch.read('Purge', metricsLine({ Indexed: 50 }));
    expect(watch.measured('Indexer', 'Indexed')).toBe(7);
    expect(watch.measured('Indexer', 'Deleted')).toBe(0);
    expect(watch.meter.passed('Indexer')).toMatchObject({ dropped: 1, lag: { p50: expect.any(Number) } });
  });

  it('is a metric of CloudWatch, once for each set of dimensions', () => {
    const watch = new Watch({ dropped: [], lag: [] }, { now: () => 0 });
    watch.read('Indexer', metricsLine({ Latency: [100, 300] }));
    const minutes = [{ at: 0, count: 2, sum: 400, min: 100, max: 300 }];
    expect(watch.metrics.all()).toEqual([
      { namespace: 'shop', name: 'Latency', dimensions: { service: 'indexer' }, minutes },
      { namespace: 'shop', name: 'Latency', dimensions: { service: 'indexer', stage: 'dev' }, minutes },
    ]);
  });
});
