/** The metrics of the webhook, for those who emit them and those who watch them. Counts of deliveries. */
export const webhookMetrics = {
  /** In the topic: 200. */
  accepted: 'DeliveriesAccepted',
  /** Not signed by the sender, or too long ago: 401. */
  unsigned: 'DeliveriesNotSigned',
  /** Signed, and no event, or too large: 400, 413. */
  refused: 'DeliveriesRefused',
  /** The brokers could not take it at that time: 503, come back. */
  busy: 'DeliveriesAskedToComeBack',
  /** Failed for a reason that is ours: 500. */
  failed: 'DeliveriesFailed',
} as const;

/** Milliseconds. */
export const webhookTimes = {
  /** Of the deliveries accepted. */
  latency: 'DeliveryLatency',
} as const;

export type DeliveryOutcome = keyof typeof webhookMetrics;
export const deliveryOutcomes = Object.keys(webhookMetrics) as DeliveryOutcome[];
