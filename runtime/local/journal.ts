import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';

const newline = 0x0a;
/** Bytes read at once: a journal may be larger than a string, or a buffer, can be. */
const chunk = 1024 * 1024;

/**
 * What a run has to remember when its process is killed: one entry a line, serialized as between threads and in base64, written before whatever it tells of is
 * acknowledged. What the operating system has taken is there after a `kill -9`; a power failure may cut it off.
 */
export class Journal<Entry> {
  readonly #path: string;
  readonly #file: number;

  /** Goes on where the file ends; `read` it first. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#file = openSync(path, 'a');
  }

  append(entry: Entry): void {
    writeSync(this.#file, `${serialize(entry).toString('base64')}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Nothing of the run is worth keeping. */
  remove(): void {
    this.close();
    Journal.discard(this.#path);
  }

  /** Removes the file, and its folder where nothing else lies there. */
  static discard(path: string): void {
    rmSync(path, { force: true });
    const folder = dirname(path);
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  }

  /**
   * Every entry of an earlier run, and when the last was written (real time). A last line that a kill has cut off was never
   * acknowledged: it is removed, so that what comes next begins a line of its own. No entries where there is no file.
   */
  static read<Entry>(path: string): { readonly entries: Entry[]; readonly writtenAt: number } {
    if (!existsSync(path)) return { entries: [], writtenAt: 0 };
    const writtenAt = statSync(path).mtimeMs;
    const entries: Entry[] = [];
    let complete = 0;
    for (const line of linesOf(path)) {
      entries.push(deserialize(Buffer.from(line.toString('latin1'), 'base64')) as Entry);
      complete += line.length + 1;
    }
    truncateSync(path, complete);
    return { entries, writtenAt };
  }
}

/** The lines of a file that end with a newline, without it. */
function* linesOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const bytes = Buffer.allocUnsafe(chunk);
      const size = readSync(file, bytes);
      if (size === 0) return;
      rest = Buffer.concat([rest, bytes.subarray(0, size)]);
      let from = 0;
      for (let to = rest.indexOf(newline); to >= 0; to = rest.indexOf(newline, from)) {
        yield rest.subarray(from, to);
        from = to + 1;
      }
      rest = rest.subarray(from);
    }
  } finally {
    closeSync(file);
  }
}
