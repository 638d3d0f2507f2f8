/** The metrics of the refresh, for those who emit them and those who watch them. */
export const refreshMetrics = {
  /** How long a refresh took, in milliseconds: with the time that an idle workgroup takes to start. */
  latency: 'WarehouseRefreshLatency',
  /** Refreshes that have succeeded. A view that the deployment has just made counts as one. */
  refreshed: 'WarehouseRefreshed',
  /** Refreshes that the usage limit of the workgroup has refused. */
  limitReached: 'WarehouseLimitReached',
} as const;
