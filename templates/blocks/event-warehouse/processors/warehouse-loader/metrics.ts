/** The metrics of the loader, for those who emit them and those who watch them. */
export const loaderMetrics = {
  /** Hours that were loaded, again or for the first time. */
  loaded: 'WarehouseHoursLoaded',
  /** Hours that wait when a run ends: 0 when the warehouse has all that is curated. */
  behind: 'WarehouseHoursBehind',
  /** Runs after which the warehouse has all that is curated. */
  done: 'WarehouseLoadsDone',
  /** Runs that have failed. */
  failed: 'WarehouseLoadsFailed',
  /** Of these, the ones that the usage limit of the workgroup has refused. */
  limitReached: 'WarehouseLimitReached',
  /** From the first look into the lake to the end of the run, in milliseconds. */
  latency: 'WarehouseLoadLatency',
} as const;
