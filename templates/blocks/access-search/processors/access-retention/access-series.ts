import { accessIndexes, accessName } from '../lib/access-indexes.ts';
import type { Series } from '../lib/search/series-retention.ts';

const day = 86_400_000;
const ofDay = new RegExp(`^${accessName}-(\\d{4}-\\d{2}-\\d{2})$`);

/** An index a day. What is not named as one is left alone. */
export const accessSeries: Series = {
  indexes: accessIndexes,
  endOf: (index) => {
    const date = ofDay.exec(index)?.[1];
    return date === undefined ? undefined : Date.parse(`${date}T00:00:00Z`) + day;
  },
};
