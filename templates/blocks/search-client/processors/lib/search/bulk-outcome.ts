import { errorOf, fullReason, reasonForLog, type EngineError } from './engine-reason.ts';

/** What became of a write. A reason is for logs: it quotes no document. */
export type WriteOutcome =
  | { kind: 'written' }
  /** The version is there already, or a newer one. */
  | { kind: 'conflict' }
  /** No retry will get it through: the document is wrong. The engine's words may quote it. */
  | { kind: 'refused'; reason: string; words: string }
  /** The engine refuses writes as such, mostly for want of disk space or of a permission. */
  | { kind: 'blocked'; reason: string }
  /** It may get through later. */
  | { kind: 'failed'; reason: string }
  /** The time was up before it could be sent. */
  | { kind: 'unsent' };

/** An item of a `_bulk` response: the result under the name of its action. */
export type BulkItem = Record<string, { status: number; error?: EngineError }>;

export function outcomeOf(item: BulkItem): WriteOutcome {
  const { status, error } = Object.values(item)[0]!;
  if (status < 300) return { kind: 'written' };
  if (status === 409) return { kind: 'conflict' };
  // to remove what is not there is no failure
  if (status === 404 && !error) return { kind: 'written' };
  return classified(status, error);
}

/** The outcome of every write of a request that was answered as a whole. */
export const outcomeOfRequest = (status: number, body: unknown): WriteOutcome => classified(status, errorOf(body));

function classified(status: number, error: EngineError | undefined): WriteOutcome {
  const reason = reasonForLog(status, error);
  if (status === 400 || status === 413) return { kind: 'refused', reason, words: fullReason(status, error) };
  return { kind: status === 403 ? 'blocked' : 'failed', reason };
}
