import type { Mistake } from '../../../scripts/prove/mistake.ts';

const ingest = 'processors/ingest/';
const detector = 'processors/detector/';
const lib = 'processors/lib/';

/** Mistakes of what reads logs and of what counts their events. */
export const mistakes: readonly Mistake[] = [
  {
    mistake: 'takes records that the stream refused for written',
    file: `${ingest}stream-writer.ts`,
    find: 'return refused.map((at) => records[at]!);',
    replace: 'return [];',
  },
  {
    mistake: 'writes the first of several records',
    file: `${ingest}stream-writer.ts`,
    find: 'for (const part of partsOf(records)) {',
    replace: 'for (const part of [...partsOf(records)].slice(0, 1).map((first) => first.slice(0, 1))) {',
  },
  {
    mistake: 'writes the record before the one that the stream refused again',
    file: `${ingest}stream-writer.ts`,
    find: 'return refused.map((at) => records[at]!);',
    replace: 'return refused.map((at) => records[at - 1]!).filter((record) => record !== undefined);',
  },
  {
    mistake: 'gives up what the stream has no room for',
    file: `${ingest}stream-writer.ts`,
    find: 'throw new NotWritten(`The stream did not take ${left.length} records in time`);',
    replace: 'break;',
  },
  {
    mistake: 'answers that all is well, whatever failed',
    file: `${ingest}ingest.ts`,
    find: 'failed.push(messageId);',
    replace: '',
  },
  {
    mistake: 'reads the first message of a batch only',
    file: `${ingest}ingest.ts`,
    find: 'of records)\n      try',
    replace: 'of records.slice(0, 1))\n      try',
  },
  {
    mistake: 'does not decode the key of an object',
    file: `${ingest}tasks-in.ts`,
    find: "decodeURIComponent(key.replaceAll('+', ' '))",
    replace: 'key',
  },
  {
    mistake: 'reads what is under the key now, whatever version the notification names',
    file: `${ingest}tasks-in.ts`,
    find: '...(versionId ? { versionId } : {}),',
    replace: '',
  },
  {
    mistake: 'forgets the last line of a log that does not end with a newline',
    file: `${ingest}lines.ts`,
    find: 'this.#hand(this.#rest, 0, this.#rest.length, this.#ascii);',
    replace: '',
  },
  {
    mistake: 'takes a gzip that ends too early for a whole one',
    file: `${ingest}object-reader.ts`,
    find: 'this.#parked.add(`the object is damaged from here on: ${message}`, this.#lines.rest, line);',
    replace: '',
  },
  {
    mistake: 'swallows lines that it cannot read',
    file: `${ingest}object-reader.ts`,
    find: "if (kind === 'broken') this.#parked.add(reason, text, line);",
    replace: "if (kind === 'broken') void reason;",
  },
  {
    mistake: 'takes lines for parked that the failure store refused',
    file: `${ingest}parked-lines.ts`,
    find: "await this.#put(next.key, next.lines.map(({ text }) => text).join(''));",
    replace: "await this.#put(next.key, next.lines.map(({ text }) => text).join('')).catch(() => undefined);",
  },
  {
    mistake: 'parks the first line of an object under the name of every other',
    file: `${ingest}parked-lines.ts`,
    find: 'if (this.#lines.length === 0) this.#first = line;',
    replace: 'if (this.#lines.length > 0) return;',
  },
  {
    mistake: 'forgets what is packed when an object ends',
    file: `${ingest}object-reader.ts`,
    find: '    this.#packer.close();\n',
    replace: '',
  },
  {
    mistake: 'gives every line of an object one identity',
    file: `${ingest}packer.ts`,
    find: '${this.#before}${line}${this.#after}',
    replace: '${this.#before}1${this.#after}',
  },
  {
    mistake: 'drops fields that come after those it knows',
    file: `${lib}access-event/alb.ts`,
    find: 'if (rest < to) members +=',
    replace: 'if (rest > to) members +=',
  },
  {
    mistake: 'counts again what comes again',
    file: `${detector}window-counter.ts`,
    find: 'known === undefined || sequence > known.version',
    replace: 'true',
  },
  {
    mistake: 'replaces what is counted, instead of adding to it',
    file: `${detector}window-counter.ts`,
    find: 'known ? merged(talliesOf(known.body), more) : more',
    replace: 'more',
  },
  {
    mistake: 'counts a batch that fails as done',
    file: `${detector}detector.ts`,
    find: 'failed.push(...numbers);',
    replace: '',
  },
  {
    mistake: 'counts what is late',
    file: `${detector}batch.ts`,
    find: 'arrived > fenceOf(event.source, start, delays)',
    replace: 'false',
  },
  {
    mistake: 'counts the first event of a record only',
    file: `${detector}batch.ts`,
    find: 'linesOf(record.kinesis.data).forEach(',
    replace: 'linesOf(record.kinesis.data).slice(0, 1).forEach(',
  },
  {
    mistake: 'reports the highest failed number instead of the lowest',
    file: `${lib}lowest-failed.ts`,
    find: 'BigInt(number) < BigInt(lowest)',
    replace: 'BigInt(number) > BigInt(lowest)',
  },
];
