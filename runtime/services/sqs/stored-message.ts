import type { MessageContent, MessageState } from './types.ts';

/** A message that a queue has: `state` changes, and `place` says where it lies. */
export interface StoredMessage {
  readonly content: MessageContent;
  state: MessageState;
  place: 'visible' | 'hidden' | 'gone';
}
