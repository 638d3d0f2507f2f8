/** entered = delivered + superseded + parked + dropped + inFlight + lost. */
export interface VerdictCounts {
  /** Different events that a source has accepted. */
  readonly entered: number;
  /** The sink holds, or held, the event. */
  readonly delivered: number;
  /** The sink holds a newer event of the same key. */
  readonly superseded: number;
  /** In a failure store, complete, with a reason. */
  readonly parked: number;
  /** Left out on purpose, by a rule of the project. */
  readonly dropped: number;
  /** None of the above yet, and still being worked on. */
  readonly inFlight: number;
  /** None of the above, and nothing works on it any more. */
  readonly lost: number;
}

/** The counts of a run. An event that is meant for several sinks counts once for each of them. */
export interface ViewVerdict extends VerdictCounts {
  /** The counts of each sink, where there are several; otherwise empty. */
  readonly sinks: readonly SinkVerdict[];
}

export interface SinkVerdict extends VerdictCounts {
  readonly sink: string;
}
