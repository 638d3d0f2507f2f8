/** What a function's answer says of a batch: all done, nothing done, or which records failed. */
export type Verdict =
  | { readonly type: 'success' }
  | { readonly type: 'failure' }
  /** The offsets that failed, by partition: "clicks-0". */
  | { readonly type: 'partial'; readonly failed: ReadonlyMap<string, ReadonlySet<number>> };

interface Position {
  readonly partition: string;
  readonly offset: number;
}

/**
 * Reads a function's answer under ReportBatchItemFailures (Lambda guide, kafka-retry-configurations): an empty or null list is a
 * success; a partition or an offset that is not in the event fails the whole batch. An empty text and an empty list in place of
 * the answer are successes for streams (recorded on AWS), and taken to be here.
 */
export function verdictOf(response: unknown, sent: readonly Position[]): Verdict {
  if (isNothing(response)) return { type: 'success' };
  if (typeof response !== 'object' || Array.isArray(response)) return { type: 'failure' };
  const failures: unknown = 'batchItemFailures' in response ? response.batchItemFailures : null;
  if (failures === null) return { type: 'success' };
  if (!Array.isArray(failures)) return { type: 'failure' };

  const known = new Set(sent.map(nameOf));
  const failed = new Map<string, Set<number>>();
  for (const failure of failures) {
    const position = positionIn(failure);
    if (!position || !known.has(nameOf(position))) return { type: 'failure' };
    const offsets = failed.get(position.partition) ?? new Set();
    failed.set(position.partition, offsets.add(position.offset));
  }
  return failed.size === 0 ? { type: 'success' } : { type: 'partial', failed };
}

const isNothing = (response: unknown): response is null | '' | [] =>
  response === null || response === '' || (Array.isArray(response) && response.length === 0);

const nameOf = ({ partition, offset }: Position): string => `${partition}|${offset}`;

/** Undefined for what names no record: an empty or null identifier, a wrong key, an offset that is no number. */
function positionIn(failure: unknown): Position | undefined {
  if (typeof failure !== 'object' || failure === null || !('itemIdentifier' in failure)) return undefined;
  const { partition, offset } = (failure.itemIdentifier ?? {}) as Partial<Position>;
  return typeof partition === 'string' && typeof offset === 'number' ? { partition, offset } : undefined;
}
