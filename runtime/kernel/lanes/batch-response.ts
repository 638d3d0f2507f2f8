/** How much of a batch a function's answer accepts: all, none, or what comes before the first failed record. */
export type Verdict =
  | { readonly type: 'success' }
  | { readonly type: 'failure' }
  | { readonly type: 'failed-from'; readonly position: number };

/**
 * Reads a function's answer under ReportBatchItemFailures (Lambda guide, services-kinesis-batchfailurereporting). An empty text
 * and an empty list are successes (recorded on AWS: `[empty_string_success]`, `[empty_list_success]`). The batch lies in the order of its sequence numbers, so the lowest of them is the one that stands first.
 *
 * A number that is not in the batch is documented for Kafka only (the whole batch failed); taken to be the same here.
 */
export function verdictOf(response: unknown, sequenceNumbers: readonly string[]): Verdict {
  if (isNothing(response)) return { type: 'success' };
  if (typeof response !== 'object' || Array.isArray(response)) return { type: 'failure' };
  const failures: unknown = 'batchItemFailures' in response ? response.batchItemFailures : null;
  if (failures === null) return { type: 'success' };
  if (!Array.isArray(failures)) return { type: 'failure' };

  const positions = failures.map((failure: unknown) => positionOf(failure, sequenceNumbers));
  if (positions.length === 0) return { type: 'success' };
  const lowest = Math.min(...positions);
  return lowest <= 0 ? { type: 'failure' } : { type: 'failed-from', position: lowest };
}

const isNothing = (response: unknown): response is null | '' | [] =>
  response === null || response === '' || (Array.isArray(response) && response.length === 0);

/** -1 for what does not name a record of the batch: an empty or null identifier, a wrong key, an unknown number. */
function positionOf(failure: unknown, sequenceNumbers: readonly string[]): number {
  if (typeof failure !== 'object' || failure === null || !('itemIdentifier' in failure)) return -1;
  return sequenceNumbers.findIndex((number) => number === failure.itemIdentifier);
}
