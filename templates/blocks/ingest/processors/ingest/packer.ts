import { broken, type LineFormat, type Unread } from '../lib/access-event/line-format.ts';

/**
 * Bytes of a record of the stream. On-demand streams count a record in steps of 1 KB, and Firehose in steps of 5 KB (Amazon Kinesis Data
 * Streams pricing, Amazon Data Firehose pricing): one event a record would pay for 5 KB each. At 60 KB, rounding adds about 4 %.
 * A warehouse takes a record apart as a text of 65,535 bytes at most (Redshift database guide, r_Character_types).
 */
const recordBytes = 60 * 1024;
/** A record of the stream has at most 1 MiB, its key included. */
const mostBytes = 1_000_000;

const tooLarge = broken('the event is larger than a record of the stream');

/** A record of the stream: events as lines of JSON. */
export interface PackedRecord {
  partitionKey: string;
  data: Buffer;
  events: number;
}

export interface PackerOptions {
  /** The identity of the object (`objectId`). */
  id: string;
  source: string;
  format: LineFormat;
  onUnread(unread: Unread, text: string, line: number): void;
}

/** Reads lines of one object, and packs the events into records. */
export class Packer {
  readonly #options: PackerOptions;
  readonly #before: string;
  readonly #after: string;
  #text = '';
  #events = 0;
  #records: PackedRecord[] = [];
  /** Bytes of the records that nobody has taken. */
  bytes = 0;

  constructor(options: PackerOptions) {
    this.#options = options;
    this.#before = `{"raw_id":"${options.id}-`;
    this.#after = `","source":"${options.source}",`;
  }

  add(text: string, from: number, to: number, line: number): void {
    const read = this.#options.format.read(text, from, to);
    if (typeof read !== 'string') {
      this.#options.onUnread(read, text.slice(from, to), line);
      return;
    }
    if (read.length > mostBytes - 100) {
      this.#options.onUnread(tooLarge, text.slice(from, to), line);
      return;
    }
    if (this.#text.length + read.length > recordBytes) this.close();
    this.#text += `${this.#before}${line}${this.#after}${read}}\n`;
    this.#events++;
  }

  /** Ends the record that is being packed. */
  close(): void {
    if (this.#events === 0) return;
    const data = Buffer.from(this.#text, 'latin1');
    // lines of one object are spread over the shards
    this.#records.push({ partitionKey: this.#text.slice(11, 40), data, events: this.#events });
    this.bytes += data.length;
    this.#text = '';
    this.#events = 0;
  }

  /** The records that are complete; they are the caller's from then on. */
  take(): PackedRecord[] {
    const records = this.#records;
    this.#records = [];
    this.bytes = 0;
    return records;
  }
}
