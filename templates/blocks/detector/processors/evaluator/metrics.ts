/**
 * The metrics of the evaluator, for those who emit them and those who watch them. Counts, unless they say otherwise.
 */
export const evaluatorMetrics = {
  /** Windows judged. A run that has nothing to judge yet emits 0. */
  judged: 'WindowsJudged',
  /** Windows judged without what a shard that is behind may still have of them. */
  incomplete: 'WindowsJudgedIncomplete',
  /** Windows that nobody judged in two days: their counts are gone. */
  skipped: 'WindowsSkipped',
  /** Messages that the topic has taken. */
  told: 'AnomaliesTold',
  /** Unusual groups that nobody is told about: it was said less than a cool-down ago, or the anomaly goes on. */
  suppressed: 'AnomaliesSuppressed',
  /** Messages that the topic has not taken. They are sent again by the next run. */
  untold: 'AnomaliesNotTold',
  /** Milliseconds from the fence of the newest window that is judged to now: how late anomalies are told. */
  delay: 'JudgementDelay',
} as const;

export type EvaluatorCount = Exclude<keyof typeof evaluatorMetrics, 'delay'>;
