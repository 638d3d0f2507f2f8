// node bench/ingest-once.ts PROJECT SOURCE MB: reads an object of so many megabytes of text with the reader of a project, into a stream
// that takes everything at once, and prints what ingest.ts reads.
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { linesOf } from './ingest/log-lines.ts';

interface Written {
  readonly data: Buffer;
}
type Read = (task: object, deadline: object, reasons: object) => Promise<{ written: number; parked: number }>;

/** What was read, in MB; seconds of CPU; the records that came out, and their MB; the most memory, in MB. */
export interface IngestReport {
  readonly read: number;
  readonly seconds: number;
  readonly records: number;
  readonly out: number;
  readonly peak: number;
}

const [project, source, megabytes] = process.argv.slice(2) as [string, string, string];
const load = async (file: string): Promise<Record<string, any>> =>
  (await import(join(project, 'processors', file))) as Record<string, any>;
const { ObjectReader } = await load('ingest/object-reader.ts');
const { StreamWriter } = await load('ingest/stream-writer.ts');
const { decompressed } = await load('ingest/decompressed.ts');
const { plain } = await load('lib/access-event/client-address.ts');
const { systemClock } = await load('lib/clock.ts');
const { Reasons } = await load('lib/reasons.ts');

const { member, size } = memberOf(source);
const times = Math.max(1, Math.round((Number(megabytes) * 1e6) / size));
let out = 0;
let records = 0;
const reader = new ObjectReader({
  open: async () => Readable.from(repeated(member, times), { objectMode: false }),
  decompress: decompressed,
  writer: new StreamWriter(
    async (part: readonly Written[]) => {
      for (const { data } of part) out += data.length;
      records += part.length;
      return [];
    },
    systemClock,
    Math.random,
  ),
  put: async () => undefined,
  rejectPrefix: '',
  addresses: async () => plain,
}) as { read: Read };
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
const before = process.cpuUsage();
const task = { object: { bucket: 'raw', key: `raw/${source}/a.gz`, versionId: 'v' }, from: 1 };
const { parked, written } = await reader.read(task, { remaining: () => 1e6 }, new Reasons());
const { user, system } = process.cpuUsage(before);
clearInterval(watch);
if (parked > 0 || written === 0) throw new Error(`${source}: ${written} events, ${parked} lines parked`);
const report: IngestReport = {
  read: (times * size) / 1e6,
  seconds: (user + system) / 1e6,
  records,
  out: out / 1e6,
  peak: peak / 1e6,
};
console.log(JSON.stringify(report));

/** A gzip of about 8 MB of lines. */
function memberOf(name: string): { member: Buffer; size: number } {
  const { header, line } = linesOf[name]!;
  const lines = header === undefined ? [] : [header];
  let bytes = 0;
  for (let nth = 0; bytes < 8e6; nth++) {
    const text = line(nth);
    lines.push(text);
    bytes += text.length + 1;
  }
  return { member: gzipSync(`${lines.join('\n')}\n`), size: bytes };
}

/** An object of several members, in pieces as they come from S3. */
function* repeated(part: Buffer, count: number): Generator<Buffer> {
  for (let nth = 0; nth < count; nth++)
    for (let at = 0; at < part.length; at += 65_536) yield part.subarray(at, at + 65_536);
}
