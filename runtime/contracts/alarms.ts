/** An alarm of a stack, on the clock of the run. */
export interface AlarmState {
  /** Its place in the stack: Indexer/Blocked. */
  readonly id: string;
  /** The component that it belongs to. */
  readonly component: string;
  /** What it says when it fires. */
  readonly description: string;
  /** Below the project's folder: docs/runbook/indexer-blocked.md. Undefined where the description names none. */
  readonly page: string | undefined;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Since when it has this state, epoch milliseconds. */
  readonly since: number;
  /** When it went into ALARM, oldest first: the first hundred times. */
  readonly fired: readonly number[];
  /** Why it is not evaluated, where the run cannot do that: what of its definition is not modelled. */
  readonly notModelled: string | undefined;
}
