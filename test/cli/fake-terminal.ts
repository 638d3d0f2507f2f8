import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from '../../generators/entrance/terminal/terminal.ts';

/** What somebody would read: text without colours, from where `shows` last looked. */
class Screen extends Writable {
  readonly columns = 100;
  readonly rows = 50;
  text = '';
  #read = 0;
  #changed: () => void = () => {};

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += stripVTControlCharacters(chunk.toString());
    this.#changed();
    done();
  }

  /** A prompt ends the stream that it writes to; like standard output, a screen does not mind. */
  override end(): this {
    return this;
  }

  /** Waits until text appears that had not been waited for, and tells everything up to its end. */
  async shows(text: string): Promise<string> {
    const began = Date.now();
    for (;;) {
      const at = this.text.indexOf(text, this.#read);
      if (at >= 0) {
        const shown = this.text.slice(this.#read, at + text.length);
        this.#read = at + text.length;
        return shown;
      }
      const left = 10_000 - (Date.now() - began);
      if (left <= 0) throw new Error(`"${text}" did not appear after: ${this.text.slice(this.#read)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

/** A terminal in memory. What is typed arrives key by key, as from a keyboard. */
export class FakeTerminal implements Terminal {
  readonly input = Object.assign(new PassThrough(), { isTTY: true });
  readonly output = new Screen();
  readonly errors = new Screen();
  readonly interactive: boolean;
  readonly width = 100;
  readonly cwd: string;
  nodePrefix = '';

  constructor(cwd: string, interactive: boolean) {
    this.cwd = cwd;
    this.interactive = interactive;
  }

  /** Answers a question; the beginning of it is enough. */
  answers = (question: string, keys: string): Promise<string> => this.after(`? ${question}`, keys);

  /** Types as soon as some text is on the screen. */
  async after(text: string, keys: string): Promise<string> {
    const shown = await this.output.shows(text);
    // a prompt listens for keys from the turn after its first drawing
    await new Promise((resume) => setImmediate(resume));
    this.input.write(keys);
    return shown;
  }
}

export const key = { enter: '\r', down: '\u001B[B', ctrlC: '\u0003', backspace: '\u007F' } as const;
