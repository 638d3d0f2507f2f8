import type { AlarmState } from '../../contracts/alarms.ts';
import { comparisons, type AlarmDefinition } from './alarm-definition.ts';
import type { Datapoint, Window } from './datapoints.ts';

type State = AlarmState['state'];

/**
 * How many periods CloudWatch looks back beyond the evaluation periods. The guide gives no rule; this is what its examples show:
 * five data points for three evaluation periods (CloudWatch user guide, alarms-and-missing-data).
 */
const furtherBack = 2;

/**
 * The windows that an alarm looks at when it is evaluated, newest first. They slide: "which advances each time the alarm is
 * evaluated" (API reference, EvaluationWindow), once a minute.
 */
export const windowsOf = ({ period, evaluationPeriods }: AlarmDefinition, now: number): readonly Window[] =>
  Array.from({ length: evaluationPeriods + furtherBack }, (_, nth) => ({
    from: now - (nth + 1) * period,
    to: now - nth * period,
  }));

/**
 * The state of an alarm at the beginning of a minute (CloudWatch user guide, alarms-and-missing-data, "How alarm state is evaluated
 * when data is missing"). Real data points are used first, those from further back included. Missing ones are filled in only where
 * there are fewer real ones than evaluation periods.
 */
export function stateAt(now: number, alarm: AlarmDefinition, datapoint: Datapoint, before: State): State {
  const { evaluationPeriods, datapointsToAlarm, threshold, comparison, missing } = alarm;
  const values = windowsOf(alarm, now).map(datapoint);
  const real = values.filter((value) => value !== undefined);
  const breaching = real.slice(0, evaluationPeriods).map((value) => comparisons[comparison](value, threshold));
  const filled = Math.max(0, evaluationPeriods - real.length);
  const bad = breaching.filter(Boolean).length;
  if (filled === 0) return bad >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (missing === 'breaching') return bad + filled >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (missing === 'notBreaching') return bad >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (real.length === 0) return missing === 'ignore' ? before : 'INSUFFICIENT_DATA';
  if (bad >= datapointsToAlarm) return 'ALARM';
  // The data is not enough to decide: "ignore" keeps the state, "missing" evaluates the data that is available.
  return missing === 'ignore' ? before : bad === real.length ? 'ALARM' : 'OK';
}
