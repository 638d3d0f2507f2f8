/** What a database answers to a statement: it ends as FAILED, with this text as its error. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
}

/** API reference, DescribeStatement: the error of the database, which begins with "ERROR:". */
export const sqlError = (text: string): SqlError => new SqlError(`ERROR: ${text}`);

/** SQL that Redshift takes and a run does not know: a statement fails by name instead of doing something else. */
export const notRun = (what: string): SqlError =>
  new SqlError(`ERROR: ${what} is not modelled by the local runtime's Redshift.`);
