import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';

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

  /** Every entry of an earlier run; a last line that a kill has cut off is left out. Empty where there is no file. */
  static read<Entry>(path: string): Entry[] {
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n');
    lines.pop();
    return lines.map((line) => deserialize(Buffer.from(line, 'base64')) as Entry);
  }
}
