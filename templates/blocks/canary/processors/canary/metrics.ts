/** The metrics of the canary, for those who emit them and those who watch them. */
export const canaryMetrics = {
  /** Changes of the canary that a search found. A run that fails emits nothing. */
  found: 'CanaryFound',
  /** Milliseconds from the acknowledged write until a search found the change. */
  latency: 'CanaryLatency',
} as const;
