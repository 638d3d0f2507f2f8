/** The schema of all tables and views for people. */
export const lakehouse = 'lakehouse';

/** The tables of the warehouse, with their schema. */
export const tables = {
  /** Every curated event once. */
  events: `${lakehouse}.events`,
  /** The newest state of each entity. */
  entities: `${lakehouse}.entities`,
  /** Which hours were loaded, and which files they had. */
  loadedHours: `${lakehouse}.loaded_hours`,
  /** What COPY has loaded of the hour at work: the columns of its files. */
  stagedEvents: `${lakehouse}.staging_events`,
  /** Of those, the ones that are merged: each event once. */
  stagedOnce: `${lakehouse}.staging_distinct_events`,
  /** Of those, the newest change of each entity that is newer than what the warehouse has. */
  stagedEntities: `${lakehouse}.staging_entities`,
} as const;
