import type { Readable } from 'node:stream';
import type { ClientAddress } from '../lib/access-event/client-address.ts';
import { formats } from '../lib/access-event/formats.ts';
import type { LineFormat, OpenFormat } from '../lib/access-event/line-format.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { Reasons } from '../lib/reasons.ts';
import { Damaged } from './decompressed.ts';
import { Lines } from './lines.ts';
import { objectId, sourceOf, type LogObject, type Task } from '../lib/log-object.ts';
import { Packer } from './packer.ts';
import { ParkedLines, type PutObject } from './parked-lines.ts';
import type { StreamWriter } from './stream-writer.ts';

export interface ReaderPorts {
  open(object: LogObject): Promise<Readable>;
  /** Throws `Damaged` where the object ends too early, or is none. */
  decompress(body: Readable): AsyncIterable<Buffer>;
  writer: StreamWriter;
  put: PutObject;
  /** Of the failure bucket. */
  rejectPrefix: string;
  /** How addresses of clients leave: a promise, as it may depend on a key. */
  addresses(): Promise<ClientAddress>;
}

/** What became of the lines of a task. */
export interface ReadCounts {
  written: number;
  dropped: number;
  parked: number;
  damaged: number;
  /** The line that the next invocation begins with; undefined where the task is done. */
  next: number | undefined;
}

/** Bytes of packed events that are written at once. */
const flushAt = 3_000_000;
/** Milliseconds that are kept to write what was read, when the reading of a long object is broken off. */
const toFinish = 20_000;

/**
 * Reads one object of the raw bucket, never more than a part of it at a time, and writes its events to the stream. When it returns, the
 * stream has acknowledged every event that it read, and every line that is none is parked or dropped by a rule. Throws where it cannot
 * promise that.
 */
export class ObjectReader {
  readonly #ports: ReaderPorts;

  constructor(ports: ReaderPorts) {
    this.#ports = ports;
  }

  async read(task: Task, deadline: Deadline, reasons: Reasons): Promise<ReadCounts> {
    const { open, decompress, addresses, writer, put, rejectPrefix } = this.#ports;
    const format = formatOf(task.object)(await addresses());
    const body = await open(task.object);
    const parked = new ParkedLines(put, rejectPrefix, task, reasons);
    const run = new Run(task, format, { writer, parked, deadline });
    try {
      return await run.through(decompress(body));
    } finally {
      body.destroy();
    }
  }
}

function formatOf(object: LogObject): OpenFormat {
  const source = sourceOf(object);
  const openFormat = Object.hasOwn(formats, source) ? formats[source] : undefined;
  if (!openFormat) throw new Error('No source of this project writes below this prefix');
  return openFormat;
}

interface RunPorts {
  writer: StreamWriter;
  parked: ParkedLines;
  deadline: Deadline;
}

class Run {
  readonly #task: Task;
  readonly #only: ReadonlySet<number> | undefined;
  readonly #last: number;
  readonly #format: LineFormat;
  readonly #deadline: Deadline;
  readonly #writer: StreamWriter;
  readonly #packer: Packer;
  readonly #parked: ParkedLines;
  readonly #counts = { written: 0, dropped: 0, damaged: 0 };
  readonly #lines: Lines;

  constructor(task: Task, format: LineFormat, { writer, parked, deadline }: RunPorts) {
    this.#task = task;
    this.#only = task.only && new Set(task.only);
    this.#last = task.only ? Math.max(...task.only) : Infinity;
    this.#format = format;
    this.#deadline = deadline;
    this.#writer = writer;
    this.#parked = parked;
    this.#packer = new Packer({
      id: objectId(task.object),
      source: sourceOf(task.object),
      format,
      onUnread: ({ kind, reason }, text, line) => {
        if (kind === 'broken') this.#parked.add(reason, text, line);
        else this.#counts.dropped++;
      },
    });
    this.#lines = new Lines(
      (text, from, to, line) => {
        if (!this.#format.header(text, from, to) && this.#wants(line)) this.#packer.add(text, from, to, line);
      },
      (start, line) => {
        if (this.#wants(line)) this.#parked.add('the line is longer than 1 MB', start, line);
      },
    );
  }

  async through(chunks: AsyncIterable<Buffer>): Promise<ReadCounts> {
    let next: number | undefined;
    try {
      for await (const chunk of chunks) {
        this.#lines.take(chunk);
        if (this.#packer.bytes >= flushAt) await this.#write();
        await this.#parked.flush();
        if (this.#lines.line >= this.#last) break;
        // what is behind the last whole line comes again
        if (this.#deadline.remaining() < toFinish && this.#lines.line >= this.#task.from) {
          next = this.#lines.line + 1;
          break;
        }
      }
      if (next === undefined) this.#lines.end();
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      this.#damage(error);
    }
    this.#packer.close();
    await this.#write();
    await this.#parked.end();
    return { ...this.#counts, parked: this.#parked.parked, next };
  }

  #wants(line: number): boolean {
    return line >= this.#task.from && (this.#only === undefined || this.#only.has(line));
  }

  /** What was read of a damaged object is whole up to its last line. */
  #damage({ message }: Damaged): void {
    const line = this.#lines.line + 1;
    if (!this.#wants(line)) return;
    this.#counts.damaged++;
    this.#parked.add(`the object is damaged from here on: ${message}`, this.#lines.rest, line);
  }

  async #write(): Promise<void> {
    const records = this.#packer.take();
    await this.#writer.write(records, this.#deadline);
    this.#counts.written += records.reduce((sum, { events }) => sum + events, 0);
  }
}
