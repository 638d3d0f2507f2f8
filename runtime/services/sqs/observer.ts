import type { StoredMessage } from './stored-message.ts';

/** Hears what becomes of the messages of a queue, before it is acknowledged. */
export interface QueueObserver {
  /** A message that is new here. */
  kept(message: StoredMessage): void;
  /** A message that was received, or whose visibility was changed. */
  advanced(message: StoredMessage): void;
  /** A message that the queue does not have any more. */
  gone(id: string): void;
  sent(bytes: number): void;
  received(count: number): void;
  deleted(): void;
  /** Its retention period is over: nobody gets it. */
  expired(): void;
  buried(): void;
}

export const nobody: QueueObserver = {
  kept: () => undefined,
  advanced: () => undefined,
  gone: () => undefined,
  sent: () => undefined,
  received: () => undefined,
  deleted: () => undefined,
  expired: () => undefined,
  buried: () => undefined,
};
