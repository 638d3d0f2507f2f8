/** An error as OpenSearch answers it: for a request, or for an item of a bulk request. */
export interface EngineError {
  type?: string;
  reason?: string;
  caused_by?: { type?: string; reason?: string };
  root_cause?: { type?: string; reason?: string }[];
}

/** Everything that the engine says. It may quote a document or a search, so it goes where those may go, and into no log. */
export function fullReason(status: number, error: EngineError | undefined): string {
  const words = [error?.type, error?.reason, error?.caused_by?.reason].filter(Boolean);
  return `${status} ${words.join(': ')}`.trim();
}

/** Errors about the engine itself: their text names an index, a block, a user or a limit, and no document. */
const harmless = [
  // OpenSearch Serverless, about the caller
  'Forbidden',
  'circuit_breaking_exception',
  'cluster_block_exception',
  'index_not_found_exception',
  'security_exception',
  'too_many_clauses',
];
const longest = 300;

/**
 * Why the engine refused, for a log. Of an error that may quote a document or a search, such as mapper_parsing_exception ("Preview of
 * field's value") or unavailable_shards_exception (the request), only the types and the field are left.
 */
export function reasonForLog(status: number, error: EngineError | undefined): string {
  const roots = [error, ...(error?.root_cause ?? []), error?.caused_by].filter((each) => each !== undefined);
  const words = roots.map(({ type, reason }) => {
    if (type === undefined || reason === undefined) return type ?? reason;
    if (harmless.includes(type)) return `${type}: ${reason}`;
    const field = /\bfield \[[^\]]{1,100}\](?: of type \[\w+\])?/.exec(reason)?.[0];
    return field === undefined ? type : `${type}: ${field}`;
  });
  return `${status} ${[...new Set(words.filter(Boolean))].join('; ')}`.trim().slice(0, longest);
}

/**
 * The error of a request that was answered as a whole. What stands in front of the engine gives a message and no type: it is about a
 * signature, a role or a quota.
 */
export function errorOf(body: unknown): EngineError | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { error, message, Message } = body as { error?: EngineError; message?: string; Message?: string };
  if (typeof error === 'object') return error;
  const said = message ?? Message;
  return said === undefined ? undefined : { reason: said };
}
