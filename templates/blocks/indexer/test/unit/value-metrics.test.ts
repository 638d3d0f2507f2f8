import { afterEach, expect, it, jest } from '@jest/globals';
import { ValueMetrics } from '../../processors/indexer/value-metrics.ts';

const options = { namespace: 'shop-dev', serviceName: 'indexer' };
const before = process.env['POWERTOOLS_METRICS_DISABLED'];

/** The lines that values are written in. */
function lines(values: readonly number[], disabled: boolean): Record<string, unknown>[] {
  process.env['POWERTOOLS_METRICS_DISABLED'] = String(disabled);
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(written.push(String(text))));
  new ValueMetrics(options).publishValues('Latency', values);
  jest.restoreAllMocks();
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}
afterEach(() => {
  if (before === undefined) delete process.env['POWERTOOLS_METRICS_DISABLED'];
  else process.env['POWERTOOLS_METRICS_DISABLED'] = before;
});

it('writes every value once, a hundred in a line, each in the embedded metric format', () => {
  const values = Array.from({ length: 250 }, (_, nth) => nth);
  const written = lines(values, false);
  expect(written.map(({ Latency }) => (Latency as number[]).length)).toEqual([100, 100, 50]);
  expect(written.flatMap(({ Latency }) => Latency)).toEqual(values);
  expect(written[2]).toMatchObject({
    service: 'indexer',
    _aws: {
      CloudWatchMetrics: [
        { Namespace: 'shop-dev', Dimensions: [['service']], Metrics: [{ Name: 'Latency', Unit: 'Milliseconds' }] },
      ],
    },
  });
});

it('writes nothing where there is nothing, or metrics are off', () => {
  expect(lines([], false)).toEqual([]);
  expect(lines([1], true)).toEqual([]);
});
