import { isDeepStrictEqual } from 'node:util';
import type { MetricSource, RecordedMinute } from '../../contracts/metrics.ts';
import type { AlarmDefinition, AlarmQuery } from './alarm-definition.ts';
import { expressionOf } from './expression.ts';
import { insightsQueryOf, isInsightsQuery, selectedBy } from './insights.ts';
import { statisticNamed } from './statistic.ts';

/** From `from` (included) to `to` (excluded), epoch milliseconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The value that an alarm watches in a window; undefined where data is missing. */
export type Datapoint = (window: Window) => number | undefined;

/** Throws for what is not modelled. */
export function datapointOf({ queries, watched }: AlarmDefinition, metrics: MetricSource): Datapoint {
  const all: ReadonlyMap<string, Datapoint> = new Map(
    queries.map((query) => [query.id, valueOf(query, metrics, (id) => all.get(id))]),
  );
  return all.get(watched)!;
}

function valueOf(query: AlarmQuery, metrics: MetricSource, other: (id: string) => Datapoint | undefined): Datapoint {
  if ('metric' in query) {
    const { namespace, name, dimensions } = query.metric;
    const statistic = statisticNamed(query.statistic);
    return (window) => {
      const series = metrics.recorded(namespace, name).find((each) => isDeepStrictEqual(each.dimensions, dimensions));
      return statistic(within(window, series?.minutes ?? []));
    };
  }
  if (isInsightsQuery(query.expression)) {
    const selection = insightsQueryOf(query.expression);
    return (window) => selection.statistic(within(window, selectedBy(selection, metrics)));
  }
  const expression = expressionOf(query.expression);
  return (window) => {
    const before = { from: 2 * window.from - window.to, to: window.from };
    return expression(
      (id) => other(id)?.(window),
      (id) => other(id)?.(before),
    );
  };
}

const within = ({ from, to }: Window, minutes: readonly RecordedMinute[]): readonly RecordedMinute[] =>
  minutes.filter(({ at }) => from <= at && at < to);
