import { Lookout } from './page/attention.js';
import type { ViewState } from './state.ts';
import { colouredLines, terminalLines } from './terminal.ts';

/** What a LiveTerminal needs of `process.stdout`. */
export interface TerminalOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/** Real milliseconds between two pictures. */
const pause = { terminal: 250, elsewhere: 5000 };
const usual = { columns: 80, rows: 24 };

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const clearLine = '\u001b[K';
const clearBelow = '\u001b[J';

/**
 * Shows a run in the terminal as it goes on: redrawn in place on a TTY, elsewhere plain lines every five seconds
 * when something has changed. Without colour where NO_COLOR is set (no-color.org) or TERM is "dumb".
 */
export class LiveTerminal {
  readonly #output: TerminalOutput;
  readonly #state: () => ViewState;
  readonly #inPlace: boolean;
  readonly #coloured: boolean;
  readonly #timer: NodeJS.Timeout;
  readonly #restore: () => void;
  readonly #lookout = new Lookout();
  #drawn = 0;
  #last = '';
  #closed = false;

  constructor(
    output: TerminalOutput,
    environment: Readonly<Record<string, string | undefined>>,
    state: () => ViewState,
  ) {
    this.#output = output;
    this.#state = state;
    this.#inPlace = output.isTTY === true && environment['TERM'] !== 'dumb';
    this.#coloured = this.#inPlace && !environment['NO_COLOR'];
    this.#restore = () => output.write(showCursor);
    if (this.#inPlace) {
      output.write(hideCursor);
      process.once('exit', this.#restore);
    }
    this.#timer = setInterval(() => this.draw(), this.#inPlace ? pause.terminal : pause.elsewhere);
    this.#timer.unref();
    this.draw();
  }

  /** Shows the state of now. */
  draw(): void {
    if (this.#closed) return;
    if (this.#inPlace) this.#redraw();
    else this.#append();
  }

  /** Writes lines that stay, above the picture. */
  print(text: string): void {
    const above = this.#inPlace && !this.#closed;
    this.#output.write(above ? `${this.#toTop()}${clearBelow}${text}\n` : `${text}\n`);
    if (above) this.#redraw();
  }

  /** Shows the last state, which stays, and gives the cursor back. */
  close(): void {
    if (this.#closed) return;
    this.draw();
    this.#closed = true;
    clearInterval(this.#timer);
    if (!this.#inPlace) return;
    process.off('exit', this.#restore);
    this.#restore();
  }

  /** A picture higher than the terminal could not be redrawn in place. */
  #redraw(): void {
    const { columns = usual.columns, rows = usual.rows } = this.#output;
    const state = this.#state();
    const attention = this.#lookout.look(state, performance.now());
    const all = (this.#coloured ? colouredLines : terminalLines)(state, attention, columns);
    const room = Math.max(1, rows - 1);
    const lines = all.length <= room ? all : [...all.slice(0, room - 1), `… ${all.length - room + 1} more`];
    this.#output.write(this.#toTop() + lines.map((line) => `${line}${clearLine}\n`).join('') + clearBelow);
    this.#drawn = lines.length;
  }

  /** That time has passed is no change. */
  #append(): void {
    const state = this.#state();
    const attention = this.#lookout.look(state, performance.now());
    const lines = terminalLines(state, attention, usual.columns);
    const figures = terminalLines({ ...state, now: state.startedAt }, attention, usual.columns).join('\n');
    if (figures === this.#last) return;
    this.#last = figures;
    this.#output.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** Back to the first line of the picture, which is not there any more. */
  #toTop(): string {
    const up = this.#drawn;
    this.#drawn = 0;
    return up > 0 ? `\u001b[${up}A\r` : '';
  }
}
