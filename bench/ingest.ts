// node bench/ingest.ts [MB]: what ingest of use case access-logs takes from gunzip to packed records, with a stream that takes
// everything at once: megabytes of raw log per second of CPU, bytes out / in, and the most memory of the process.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { linesOf } from './ingest/log-lines.ts';

interface Written {
  readonly data: Buffer;
}
type Read = (task: object, deadline: object) => Promise<{ written: number; parked: number }>;

const root = join(import.meta.dirname, '..');
const folder = join(root, 'build', 'ingest-bench');
const id = 'access-logs+cloudfront-vpc-flow-alb-api-gateway-application+plain';
const megabytes = Number(process.argv[2] ?? 200);
const make = join(root, 'test', 'use-cases', 'access-logs', 'make.ts');
rmSync(folder, { recursive: true, force: true });
execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', make, folder, id], { stdio: 'ignore' });
const load = async (file: string): Promise<Record<string, any>> =>
  (await import(join(folder, id, 'processors', file))) as Record<string, any>;
const { ObjectReader } = await load('ingest/object-reader.ts');
const { StreamWriter } = await load('ingest/stream-writer.ts');
const { decompressed } = await load('ingest/decompressed.ts');
const { plain } = await load('lib/access-event/client-address.ts');
const { systemClock } = await load('lib/clock.ts');

console.log('| source | MB a CPU second | out / in | KB a record | peak MB |\n| --- | ---: | ---: | ---: | ---: |');
for (const source of Object.keys(linesOf)) console.log(await measured(source));

async function measured(source: string): Promise<string> {
  const { member, size } = memberOf(source);
  const times = Math.max(1, Math.round((megabytes * 1e6) / size));
  let out = 0;
  let records = 0;
  const put = async (part: readonly Written[]): Promise<number[]> => {
    for (const { data } of part) out += data.length;
    records += part.length;
    return [];
  };
  const reader = new ObjectReader({
    open: async () => Readable.from(repeated(member, times), { objectMode: false }),
    decompress: decompressed,
    writer: new StreamWriter(put, systemClock, Math.random),
    put: async () => undefined,
    rejectPrefix: '',
    addresses: async () => plain,
  }) as { read: Read };
  const task = { object: { bucket: 'raw', key: `raw/${source}/a.gz`, versionId: 'v' }, from: 1 };
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const before = process.cpuUsage();
  const { parked, written } = await reader.read(task, { remaining: () => 1e6 });
  const { user, system } = process.cpuUsage(before);
  clearInterval(watch);
  if (parked > 0 || written === 0) throw new Error(`${source}: ${written} events, ${parked} lines parked`);
  const raw = (times * size) / 1e6;
  const figures = [raw / ((user + system) / 1e6), out / 1e6 / raw, out / records / 1024, peak / 1e6];
  return `| ${source} | ${figures.map((figure, at) => figure.toFixed(at === 1 ? 2 : 0)).join(' | ')} |`;
}

/** A gzip of about 8 MB of lines. */
function memberOf(source: string): { member: Buffer; size: number } {
  const { header, line } = linesOf[source]!;
  const lines = header === undefined ? [] : [header];
  let size = 0;
  for (let nth = 0; size < 8e6; nth++) {
    const text = line(nth);
    lines.push(text);
    size += text.length + 1;
  }
  return { member: gzipSync(`${lines.join('\n')}\n`), size };
}

/** An object of several members, in pieces as they come from S3. */
function* repeated(member: Buffer, times: number): Generator<Buffer> {
  for (let nth = 0; nth < times; nth++)
    for (let at = 0; at < member.length; at += 65_536) yield member.subarray(at, at + 65_536);
}
