/** The metrics of the refresh, for those who emit them and those who watch them. */
export const refreshMetrics = {
  /** How long a refresh took, in milliseconds: with the time that an idle workgroup takes to start. */
  latency: 'WarehouseRefreshLatency',
} as const;
