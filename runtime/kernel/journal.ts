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
  writevSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Remembered } from '../contracts/journal.ts';

/** Before each block: how long its entries are, and all of the bytes that belong to them. */
const headBytes = 8;

/** Entries, and how many of the block's bytes belong to each. */
interface Block<Entry> {
  readonly entries: readonly Entry[];
  readonly sizes: readonly number[];
}

const none = new Uint8Array();

/**
 * What a run has to remember when its process is killed, in blocks of entries, serialized as between threads. Entries are written
 * as soon as the code that makes them gives way, and so before whatever they tell of is acknowledged to another process. What the
 * operating system has taken is there after a `kill -9`; a power failure may cut it off.
 */
export class Journal<Entry> {
  readonly #path: string;
  readonly #file: number;
  #entries: Entry[] = [];
  /** Of each entry. */
  #bytes: Uint8Array[] = [];
  #closed = false;

  /** Goes on where the file ends; `read` it first. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#file = openSync(path, 'a');
  }

  /** Throws after `close`: the operating system may have given the file's descriptor to another file. */
  append(entry: Entry, bytes: Uint8Array = none): void {
    if (this.#closed)
      throw new Error('The journal is closed because the run has ended. A service must stop its work in close().');
    this.#bytes.push(bytes);
    if (this.#entries.push(entry) === 1) queueMicrotask(() => this.#write());
  }

  close(): void {
    this.#write();
    this.#closed = true;
    closeSync(this.#file);
  }

  /** Nothing of the run is worth keeping. */
  remove(): void {
    this.close();
    Journal.discard(this.#path);
  }

  #write(): void {
    if (this.#entries.length === 0) return;
    const bytes = this.#bytes;
    const sizes = bytes.map(({ length }) => length);
    const written = serialize({ entries: this.#entries, sizes } satisfies Block<Entry>);
    this.#entries = [];
    this.#bytes = [];
    const head = Buffer.alloc(headBytes);
    head.writeUInt32LE(written.length);
    head.writeUInt32LE(
      sizes.reduce((sum, size) => sum + size, 0),
      4,
    );
    writevSync(this.#file, [head, written, ...bytes]);
  }

  /** Removes the file, and its folder where nothing else lies there. */
  static discard(path: string): void {
    rmSync(path, { force: true });
    const folder = dirname(path);
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  }

  /**
   * Every entry of an earlier run, and when the last was written (real time). A last block that a kill has cut off was never
   * acknowledged: it is removed, so that what comes next stands where it can be read. No entries where there is no file.
   */
  static read<Entry>(path: string): { readonly entries: Remembered<Entry>[]; readonly writtenAt: number } {
    if (!existsSync(path)) return { entries: [], writtenAt: 0 };
    const writtenAt = statSync(path).mtimeMs;
    const entries: Remembered<Entry>[] = [];
    let complete = 0;
    for (const { written, bytes } of blocksOf(path)) {
      const block = deserialize(written) as Block<Entry>;
      let at = 0;
      for (const [nth, entry] of block.entries.entries())
        entries.push({ entry, bytes: bytes.subarray(at, (at += block.sizes[nth]!)) });
      complete += headBytes + written.length + bytes.length;
    }
    truncateSync(path, complete);
    return { entries, writtenAt };
  }
}

/** The blocks that are whole. One by one: a journal may be larger than a buffer can be. */
function* blocksOf(path: string): Generator<{ written: Buffer; bytes: Buffer }> {
  const file = openSync(path, 'r');
  const next = (size: number): Buffer | undefined => {
    const bytes = Buffer.alloc(size);
    return readSync(file, bytes) === size ? bytes : undefined;
  };
  try {
    for (let head = next(headBytes); head; head = next(headBytes)) {
      const written = next(head.readUInt32LE());
      const bytes = next(head.readUInt32LE(4));
      if (!written || !bytes) return;
      yield { written, bytes };
    }
  } finally {
    closeSync(file);
  }
}
