/** What became of a write. */
export type WriteOutcome =
  | { kind: 'written' }
  /** The version is there already, or a newer one. */
  | { kind: 'conflict' }
  /** No retry will get it through: the document is wrong. */
  | { kind: 'refused'; reason: string }
  /** The engine refuses writes as such, mostly for want of disk space or of a permission. */
  | { kind: 'blocked'; reason: string }
  /** It may get through later. */
  | { kind: 'failed'; reason: string }
  /** The time was up before it could be sent. */
  | { kind: 'unsent' };

/** An item of a `_bulk` response: the result under the name of its action. */
export type BulkItem = Record<
  string,
  { status: number; error?: { type?: string; reason?: string; caused_by?: { reason?: string } } }
>;

export function outcomeOf(item: BulkItem): WriteOutcome {
  const { status, error } = Object.values(item)[0]!;
  if (status < 300) return { kind: 'written' };
  if (status === 409) return { kind: 'conflict' };
  // to remove what is not there is no failure
  if (status === 404 && !error) return { kind: 'written' };
  return classified(status, [error?.type, error?.reason, error?.caused_by?.reason].filter(Boolean).join(': '));
}

/** The outcome of every write of a request that was answered as a whole. */
export function outcomeOfRequest(status: number, body: unknown): WriteOutcome {
  const { type, reason } = (body as { error?: { type?: string; reason?: string } } | undefined)?.error ?? {};
  return classified(status, [type, reason].filter(Boolean).join(': '));
}

function classified(status: number, why: string): WriteOutcome {
  const reason = `${status} ${why}`.trim();
  if (status === 400 || status === 413) return { kind: 'refused', reason };
  return { kind: status === 403 ? 'blocked' : 'failed', reason };
}
