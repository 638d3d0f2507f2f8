import { describe, expect, it } from '@jest/globals';
import { Metrics } from '../../runtime/kernel/metrics.ts';
import { alarmDefinitionOf, type AlarmDefinition } from '../../runtime/services/cloudwatch/alarm-definition.ts';
import { datapointOf } from '../../runtime/services/cloudwatch/datapoints.ts';
import { stateAt, windowsOf } from '../../runtime/services/cloudwatch/evaluation.ts';
import { expressionOf } from '../../runtime/services/cloudwatch/expression.ts';
import { statisticNamed } from '../../runtime/services/cloudwatch/statistic.ts';

const minute = 60_000;

const alarmOf = (more: object) =>
  alarmDefinitionOf({
    properties: {
      Namespace: 'shop',
      MetricName: 'Failed',
      Dimensions: [{ Name: 'service', Value: 'indexer' }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      ...more,
    },
  });

/** X breaches, 0 does not, - is missing; the newest comes last, as in the tables of the guide. */
const stateOf = (points: string, missing: AlarmDefinition['missing'], before: 'OK' | 'ALARM', more: object = {}) => {
  const alarm = alarmOf({ TreatMissingData: missing, ...more });
  const newestFirst = [...points].toReversed();
  const now = 100 * minute;
  return stateAt(
    now,
    alarm,
    ({ to }) => ({ X: 1, '0': 0 })[newestFirst[(now - to) / alarm.period] ?? '-'] ?? undefined,
    before,
  );
};

// CloudWatch user guide, alarms-and-missing-data: "Data points", with 3 evaluation periods and 3 data points to alarm
describe('an alarm with missing data', () => {
  it.each([
    // points, missing, ignore, breaching, notBreaching
    ['0-X-X', 'OK', 'OK', 'OK', 'OK'],
    ['0----', 'OK', 'OK', 'OK', 'OK'],
    ['-----', 'INSUFFICIENT_DATA', 'OK', 'ALARM', 'OK'],
    ['0XX-X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['--X--', 'ALARM', 'OK', 'ALARM', 'OK'],
  ] as const)('%s', (points, missing, ignore, breaching, notBreaching) => {
    expect(stateOf(points, 'missing', 'OK')).toBe(missing);
    expect(stateOf(points, 'ignore', 'OK')).toBe(ignore);
    expect(stateOf(points, 'breaching', 'OK')).toBe(breaching);
    expect(stateOf(points, 'notBreaching', 'OK')).toBe(notBreaching);
  });

  it('keeps its state where missing data is ignored', () => {
    expect(stateOf('-----', 'ignore', 'ALARM')).toBe('ALARM');
    expect(stateOf('---00', 'ignore', 'ALARM')).toBe('ALARM');
    expect(stateOf('--000', 'ignore', 'ALARM')).toBe('OK');
  });
});

describe('an alarm', () => {
  it('fires when as many of its newest periods breach as it wants, and not before', () => {
    expect(stateOf('000XX', 'notBreaching', 'OK')).toBe('OK');
    expect(stateOf('00XXX', 'notBreaching', 'OK')).toBe('ALARM');
    expect(stateOf('XXXX0', 'notBreaching', 'ALARM')).toBe('OK');
  });

  it('fires on some of its newest periods where it wants fewer', () => {
    expect(stateOf('00X0X', 'notBreaching', 'OK', { DatapointsToAlarm: 2 })).toBe('ALARM');
    expect(stateOf('XX00X', 'notBreaching', 'OK', { DatapointsToAlarm: 2 })).toBe('OK');
  });

  it.each([
    ['GreaterThanThreshold', 4, 'OK'],
    ['GreaterThanOrEqualToThreshold', 4, 'ALARM'],
    ['LessThanThreshold', 4, 'OK'],
    ['LessThanOrEqualToThreshold', 4, 'ALARM'],
    ['LessThanThreshold', 3.9, 'ALARM'],
  ])('compares as it says: %s 4 with %d', (ComparisonOperator, value, state) => {
    const alarm = alarmOf({ ComparisonOperator, Threshold: 4, EvaluationPeriods: 1 });
    expect(stateAt(0, alarm, () => value, 'OK')).toBe(state);
  });

  it('looks at windows that slide with every minute', () => {
    const [newest, before] = windowsOf(alarmOf({ Period: 300 }), 7 * minute);
    expect([newest, before]).toEqual([
      { from: 2 * minute, to: 7 * minute },
      { from: -3 * minute, to: 2 * minute },
    ]);
  });

  it('ignores missing data of DynamoDB unless it says otherwise', () => {
    const { missing } = alarmOf({ Namespace: 'AWS/DynamoDB', TreatMissingData: undefined });
    expect(missing).toBe('ignore');
    expect(alarmOf({ Namespace: 'AWS/DynamoDB' }).missing).toBe('notBreaching');
    expect(alarmOf({ TreatMissingData: undefined }).missing).toBe('missing');
  });

  it.each([
    [{ ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold' }, /LessThanLower/],
    [{ Threshold: undefined, ThresholdMetricId: 'e' }, /without a fixed threshold/],
    [{ EvaluationWindow: { WallClockWindow: {} } }, /wall clock/],
  ])('says what is not modelled: %j', (more, problem) => {
    expect(() => alarmOf(more)).toThrow(problem);
  });
});

describe('what an alarm watches', () => {
  const recorded = (
    ...values: readonly (readonly [name: string, dimensions: Record<string, string>, value: number])[]
  ) => {
    const metrics = new Metrics({ now: () => 0 });
    for (const [name, dimensions, value] of values) metrics.put('shop', name, dimensions, value);
    return metrics;
  };
  const window = { from: 0, to: minute };
  const service = { service: 'indexer' };

  it('is the metric with exactly its dimensions', () => {
    const metrics = recorded(['Failed', service, 2], ['Failed', { ...service, shard: '1' }, 9], ['Failed', service, 3]);
    const value = (more: object) => datapointOf(alarmOf(more), metrics)(window);
    expect(value({})).toBe(5);
    expect(value({ Statistic: 'Maximum' })).toBe(3);
    expect(value({ Statistic: 'Minimum' })).toBe(2);
    expect(value({ Statistic: 'Average' })).toBe(2.5);
    expect(value({ Statistic: 'SampleCount' })).toBe(2);
    expect(value({ MetricName: 'Other' })).toBeUndefined();
    expect(value({ Dimensions: [] })).toBeUndefined();
    expect(datapointOf(alarmOf({}), metrics)({ from: minute, to: 2 * minute })).toBeUndefined();
  });

  it('is a percentile, true to 2 %', () => {
    const hundred = Array.from({ length: 100 }, (_, nth) => ['Latency', service, (nth + 1) * 100] as const);
    const alarm = (stat: string) => alarmOf({ MetricName: 'Latency', Statistic: undefined, ExtendedStatistic: stat });
    const value = (stat: string) => datapointOf(alarm(stat), recorded(...hundred))(window)!;
    for (const [stat, exact] of [
      ['p99', 9900],
      ['p50', 5000],
      ['p100', 10_000],
    ] as const)
      expect(Math.abs(value(stat) - exact) / exact).toBeLessThan(0.02);
    expect(() => statisticNamed('tm99')).toThrow('the statistic tm99');
  });

  it('is what a query of Metrics Insights selects, across all values of a dimension that it leaves open', () => {
    const metrics = recorded(
      ['Age', { Table: 'items', Operation: 'a' }, 4],
      ['Age', { Table: 'items', Operation: 'b' }, 7],
      ['Age', { Table: 'others', Operation: 'b' }, 9],
      ['Age', { Table: 'items' }, 11],
    );
    const value = (Expression: string) =>
      datapointOf(alarmOf({ Metrics: [{ Id: 'q', Expression, Period: 60 }] }), metrics)(window);
    expect(value(`SELECT MAX(Age) FROM SCHEMA("shop", Operation, Table) WHERE Table = 'items'`)).toBe(7);
    expect(value(`SELECT SUM(Age) FROM SCHEMA("shop", Table, Operation)`)).toBe(20);
    expect(value(`SELECT SUM(Age) FROM SCHEMA("shop", Table) WHERE Table = 'none'`)).toBeUndefined();
    expect(value(`SELECT SUM(Age) FROM "shop"`)).toBe(31);
    expect(value(`SELECT MAX(Age) FROM "shop" WHERE Table = 'items'`)).toBe(11);
    expect(() => value(`SELECT MAX(Age) FROM SCHEMA("shop", Table) GROUP BY Table`)).toThrow(/GROUP BY/);
  });

  it('is an expression over other queries', () => {
    const metrics = recorded(['Failed', service, 3], ['Indexed', service, 0]);
    const stat = (Id: string, MetricName: string) => ({
      Id,
      ReturnData: false,
      MetricStat: {
        Metric: { Namespace: 'shop', MetricName, Dimensions: [{ Name: 'service', Value: 'indexer' }] },
        Period: 60,
        Stat: 'Sum',
      },
    });
    const Metrics = [
      { Id: 'e', Expression: 'IF(failed > 0 AND indexed == 0, failed, 0)' },
      stat('failed', 'Failed'),
      stat('indexed', 'Indexed'),
    ];
    const alarm = alarmOf({ Metrics });
    expect(alarm.period).toBe(minute);
    expect(datapointOf(alarm, metrics)(window)).toBe(3);
  });
});

describe('an expression', () => {
  const value = (text: string, values: Record<string, number> = {}) =>
    expressionOf(text)(
      (id) => values[id],
      (id) => values[`${id}Before`],
    );

  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['6 / 4 - 1', 0.5],
    ['8 - 2 - 1', 5],
    ['2 > 1 AND 1 >= 1', 1],
    ['2 < 1 OR 1 != 1', 0],
    ['1 <= 2 && 2 == 2', 1],
    ['IF(0, 5, 6)', 6],
    ['IF(a > b, a, b)', 4],
    ['FILL(c, 0) + a', 3],
    ['FILL(c, -1)', -1],
    ['a - -b', 7],
    ['DIFF(a)', 2],
    ['IF(DIFF(a) > 1, DIFF(a) + b, 0)', 6],
    ['DIFF(b)', undefined],
    ['a + c', undefined],
    ['IF(c > 0, 1, 0)', undefined],
    ['a / 0', undefined],
  ])('%s', (text, expected) => {
    expect(value(text, { a: 3, aBefore: 1, b: 4 })).toBe(expected);
  });

  it.each(['RATE(a)', 'a +', 'a b', '(a', 'IF(a, 1)', 'SEARCH("x")', ''])(
    'says that it is not modelled: %s',
    (text) => {
      expect(() => value(text)).toThrow(`the expression ${text}`);
    },
  );
});
