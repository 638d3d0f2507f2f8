import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { templatePath } from '../../../generators/core/package.ts';
import { alarmDefinitionOf } from '../../../runtime/services/cloudwatch/alarm-definition.ts';
import { stateAt } from '../../../runtime/services/cloudwatch/evaluation.ts';
import { expressionOf } from '../../../runtime/services/cloudwatch/expression.ts';

interface Row {
  alarm: string;
  expression: string;
  period: number;
  periods: number;
  threshold: number;
  comparison: string;
  missing: string;
}

/** As a project's own test says that the template has it, in every detail. */
const rows = JSON.parse(readFileSync(templatePath('blocks/detector/test/infra/alarms/detector.json'), 'utf8')) as Row[];
const { expression, period, periods, threshold, comparison, missing } = rows.find(
  ({ alarm }) => alarm === 'Evaluator/Missing',
)!;
const alarm = alarmDefinitionOf({
  properties: {
    Metrics: [{ Id: 'e', Expression: expression, Period: period, ReturnData: true }],
    EvaluationPeriods: periods,
    Threshold: threshold,
    ComparisonOperator: comparison,
    TreatMissingData: missing,
  },
});
const value = expressionOf(expression);
const now = 100 * alarm.period;

/** The state when each period of the last hour was like this, from the state before. */
const stateOf = (of: (back: number) => { counted?: number; judged?: number }, before: 'OK' | 'ALARM') =>
  stateAt(
    now,
    alarm,
    ({ to }) =>
      value(
        (id) => of((now - to) / alarm.period)[id as 'counted'],
        () => undefined,
      ),
    before,
  );

it.each([
  ['no event is counted and nothing judged', () => ({}), 'OK'],
  ['a quiet night: nothing new is counted, nothing judged', () => ({ counted: 0, judged: 0 }), 'OK'],
  ['events are counted and judged', () => ({ counted: 5, judged: 5 }), 'OK'],
  ['events are counted, and nobody judges', () => ({ counted: 5 }), 'ALARM'],
  ['events are counted, and runs of the evaluator judge nothing', () => ({ counted: 5, judged: 0 }), 'ALARM'],
  ['one window was judged 25 minutes ago', (back: number) => ({ counted: 5, judged: back === 5 ? 1 : 0 }), 'OK'],
  ['events have come for 25 minutes only', (back: number) => (back === 5 ? {} : { counted: 5 }), 'OK'],
] as const)('fires for a silent evaluator only while events are counted: %s', (_what, of, wanted) => {
  expect(stateOf(of, 'OK')).toBe(wanted);
  expect(stateOf(of, 'ALARM')).toBe(wanted);
});
