import { historyIndexes, historyName } from '../lib/history-indexes.ts';
import type { Series } from '../lib/search/series-retention.ts';

const ofMonth = new RegExp(`^${historyName}-(\\d{4})-(\\d{2})$`);

/** An index a month. What is not named as one is left alone. */
export const historySeries: Series = {
  indexes: historyIndexes,
  endOf: (index) => {
    const [, year, month] = ofMonth.exec(index) ?? [];
    // the month after it, as months count from 0 here
    return year === undefined ? undefined : Date.UTC(Number(year), Number(month), 1);
  },
};
