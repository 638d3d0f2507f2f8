import type { ServiceJournal } from '../../contracts/journal.ts';
import type { QueueObserver } from './observer.ts';
import type { MessageContent, MessageState } from './types.ts';

type Content = Omit<MessageContent, 'body'>;

/** Of one message: what it is, whose body is the bytes of the entry; how far it has come; or that it is gone. */
export interface QueueEntry {
  readonly queue: string;
  readonly id: string;
  readonly content?: Content;
  readonly state?: MessageState;
}

/** What the queues of a run keep so that it survives the process. */
export class QueueJournal {
  readonly #journal: ServiceJournal<QueueEntry>;

  constructor(journal: ServiceJournal<QueueEntry>) {
    this.#journal = journal;
  }

  /** Remembers what becomes of the messages of one queue. */
  of(queue: string): Pick<QueueObserver, 'kept' | 'advanced' | 'gone'> {
    const remember = (entry: Omit<QueueEntry, 'queue'>, bytes?: Uint8Array): void =>
      this.#journal.remember({ queue, ...entry }, bytes);
    return {
      kept: ({ content: { body, ...content }, state }) =>
        remember({ id: content.id, content, state }, Buffer.from(body)),
      advanced: ({ content: { id }, state }) => remember({ id, state }),
      gone: (id) => remember({ id }),
    };
  }

  /** What a queue had, in the order in which it took it. */
  remembered(queue: string): Iterable<{ readonly content: MessageContent; readonly state: MessageState }> {
    const messages = new Map<string, { content: MessageContent; state: MessageState }>();
    for (const { entry, bytes } of this.#journal.remembered()) {
      if (entry.queue !== queue) continue;
      const { id, content, state } = entry;
      const known = messages.get(id);
      if (content && state) messages.set(id, { content: { ...content, body: Buffer.from(bytes).toString() }, state });
      else if (known && state) known.state = state;
      else messages.delete(id);
    }
    return messages.values();
  }
}
