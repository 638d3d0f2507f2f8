import type { Duration } from 'aws-cdk-lib';

/** What a stage says of its streaming analytics. */
export interface DetectorSettings {
  /**
   * How long after the end of a minute its events come into the stream, by source; `*` is for all others. Events that
   * come later are left out and counted: too short a delay misses events, and a long one tells anomalies late.
   */
  sourceDelays: Readonly<Record<string, Duration> & { '*': Duration }>;
  /** A path group is not told about twice in this time: 5 minutes to a day. */
  coolDown: Duration;
  /**
   * Keeps one execution of the account's concurrency for the evaluator. A new account may have 10 in all, and refuses;
   * without it, a lease in the table lets one run at a time.
   */
  reserveEvaluator: boolean;
  /** Who gets anomalies by e-mail. They are confirmed by a link that SNS sends. */
  anomalyEmail: string | undefined;
}
