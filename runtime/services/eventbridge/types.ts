/** What AWS services and programs put on a bus (EventBridge user guide, "Events"). */
export interface BusEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The default bus of the account. */
export interface Bus {
  /** Hands an event to the targets of every rule that it fits. Does not wait for them. */
  put(event: BusEvent): void;
}

export interface EventbridgeKinds {
  bus: Bus;
}
