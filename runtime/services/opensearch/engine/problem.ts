/** An error as OpenSearch reports it, of a request or of one item in a bulk request. */
export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly causedBy: { readonly type: string; readonly reason: string } | undefined;

  constructor(status: number, type: string, reason: string, causedBy?: { type: string; reason: string }) {
    // a client hears of it: where it came up in this code is of no use to it, and takes longer to find out than everything else
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = stackTraceLimit;
    this.status = status;
    this.type = type;
    this.causedBy = causedBy;
  }

  toJSON(): object {
    const { type, message: reason, causedBy } = this;
    return causedBy ? { type, reason, caused_by: causedBy } : { type, reason };
  }
}

/** What goes wrong where the documents are, after the request itself was found to be sound. */
export class ShardFailure extends Problem {}

/** One that shows before the engine leaves out what cannot match. */
export class EarlyFailure extends ShardFailure {}

export const illegalArgument = (reason: string): Problem => new Problem(400, 'illegal_argument_exception', reason);
/** An argument that only shows to be wrong where the documents are. */
export const shardArgument = (reason: string): ShardFailure =>
  new ShardFailure(400, 'illegal_argument_exception', reason);
export const parsing = (reason: string): Problem => new Problem(400, 'parsing_exception', reason);

/** A `bool` with more clauses than the engine takes (seen on OpenSearch 3). */
export const tooManyClauses = (most: number): ShardFailure =>
  new ShardFailure(400, 'query_shard_exception', `failed to create query: maxClauseCount is set to ${most}`);
/** A query that has more of them together, once its words are those of the index (seen on OpenSearch 3, with this status). */
export const tooManyNestedClauses = (most: number): ShardFailure =>
  new ShardFailure(
    500,
    'too_many_nested_clauses',
    `Query contains too many nested clauses; maxClauseCount is set to ${most}`,
  );

/** OpenSearch may well know it; this stand-in does not, and says so instead of guessing. */
export const notModelled = (what: string): Problem =>
  new Problem(501, 'not_modelled', `${what} is not modelled by the local index. OpenSearch may support it.`);

/** Refuses keys that would otherwise be ignored in silence. */
export function onlyKnown(where: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) throw notModelled(`[${unknown}] in ${where}`);
}
