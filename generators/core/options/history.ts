import { several } from '../option.ts';

/** Where every change of the table is kept as well. Blocks: history-transform, and lake with history-lake. */
export const history = several({
  title: 'History of the changes',
  choices: {
    lake: 'every change as Parquet in S3, for SQL with Athena: there minutes later, and nothing to pay while nothing changes',
  },
  atLeast: 0,
  default: [],
});
