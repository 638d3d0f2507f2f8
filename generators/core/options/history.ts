import { several } from '../option.ts';

/** Where every change of the table is kept as well. Blocks: lake with history-lake, history-index with history-search-ENGINE, and warehouse with history-warehouse. */
export const history = several({
  title: 'History of the changes',
  choices: {
    lake: 'every change as Parquet in S3, for SQL with Athena: there minutes later, and nothing to pay while nothing changes',
    search:
      'every change in the search engine, for a month or a year: all changes of an item, newest first, by words and by time',
    warehouse:
      'every change in Redshift Serverless, for SQL on typed columns: in prod there seconds later, which costs about 2200 USD a month where changes never stop and about 37 where there are none',
  },
  atLeast: 0,
  default: [],
});
