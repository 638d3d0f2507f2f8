import { itemName } from '../../contract/derived/item.ts';

/** The series of indexes with the history: one a month, so that old changes go with their index. */
export const historyName = `history-${itemName}`;
export const historyIndexes = `${historyName}-*`;

/** The index of the changes that were made in the same month (UTC) as this one. `version`: microseconds of Unix time. */
export const historyIndexOf = (version: number): string =>
  `${historyName}-${new Date(Math.floor(version / 1000)).toISOString().slice(0, 7)}`;
