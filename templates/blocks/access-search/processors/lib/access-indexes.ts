/** The series of indexes with access events: one a day, so that old events go with their index. */
export const accessName = 'access-logs';
export const accessIndexes = `${accessName}-*`;

/** The index with the events of the same day (UTC) as this one. `time`: milliseconds of Unix time. */
export const indexOfDay = (time: number): string => `${accessName}-${new Date(time).toISOString().slice(0, 10)}`;
