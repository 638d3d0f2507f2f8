import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export type RunbookAlarmProps = {
  metric: IMetric;
  /** What is wrong when it fires, in a sentence. */
  meaning: string;
  /** The page below docs/runbook/ that says what to do, without suffix. */
  runbook: string;
  /** How many periods of the metric in a row it takes. */
  periods: number;
  /** Whether a period without data counts as one that fires. Left out, it does not. */
  missing?: 'breaching';
} & ({ /** Fires above this value. */ above: number } | { /** Fires below this value. */ below: number });

/** An alarm whose notification says what it means and where to read what to do. */
export class RunbookAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    { metric, meaning, runbook, periods, missing, ...limit }: RunbookAlarmProps,
  ) {
    super(scope, id, {
      metric,
      alarmDescription: `${meaning} What to do: docs/runbook/${runbook}.md`,
      ...('above' in limit
        ? { threshold: limit.above, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
        : { threshold: limit.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }),
      evaluationPeriods: periods,
      treatMissingData: missing === 'breaching' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}
