/** What a function's answer says of a batch: all done, nothing done, or all but these messages done. */
export type Verdict =
  | { readonly type: 'success' }
  | { readonly type: 'failure' }
  | { readonly type: 'partial'; readonly failed: ReadonlySet<string> };

/**
 * Reads a function's answer under ReportBatchItemFailures (Lambda guide, services-sqs-errorhandling). Recorded on AWS: `{}` is a
 * success, and a wrong key fails the whole batch. An id that is not in the batch is not documented; taken to fail it too.
 */
export function verdictOf(response: unknown, ids: readonly string[]): Verdict {
  if (response === null || response === '' || (Array.isArray(response) && response.length === 0))
    return { type: 'success' };
  if (typeof response !== 'object' || Array.isArray(response)) return { type: 'failure' };
  const failures: unknown = 'batchItemFailures' in response ? response.batchItemFailures : null;
  if (failures === null) return { type: 'success' };
  if (!Array.isArray(failures)) return { type: 'failure' };
  const failed = failures.map((failure: unknown) => identifierIn(failure));
  if (failed.length === 0) return { type: 'success' };
  const known = failed.filter((id) => id !== undefined && ids.includes(id)) as string[];
  return known.length < failed.length ? { type: 'failure' } : { type: 'partial', failed: new Set(known) };
}

const identifierIn = (failure: unknown): string | undefined =>
  typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure
    ? (failure.itemIdentifier as string)
    : undefined;
