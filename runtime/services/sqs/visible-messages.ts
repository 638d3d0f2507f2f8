import type { StoredMessage } from './stored-message.ts';

/** Taken messages are let go of once there are so many of them. */
const takenAtMost = 1000;

/** The messages that can be received, oldest first, at a cost that does not grow with what waits. */
export class VisibleMessages {
  #messages: StoredMessage[] = [];
  #taken = 0;

  add(message: StoredMessage): void {
    this.#messages.push(message);
  }

  /** The next one that is still there. */
  take(): StoredMessage | undefined {
    const message = this.#messages[this.#taken];
    if (message === undefined) return undefined;
    this.#taken++;
    if (this.#taken > takenAtMost && this.#taken * 2 > this.#messages.length) {
      this.#messages = this.#messages.slice(this.#taken);
      this.#taken = 0;
    }
    return message.place === 'visible' ? message : this.take();
  }
}
