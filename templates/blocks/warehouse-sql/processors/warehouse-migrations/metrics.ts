/** The metrics of the migrations, for those who emit them and those who watch them. */
export const migrationMetrics = {
  /** Deployments that could not bring the database to what the migrations say. */
  failed: 'WarehouseMigrationsFailed',
} as const;
