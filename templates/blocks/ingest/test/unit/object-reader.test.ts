import { expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { logKinds } from '../../delivery/logs/log-kinds.ts';
import { decompressed } from '../../processors/ingest/decompressed.ts';
import { ObjectReader } from '../../processors/ingest/object-reader.ts';
import type { ParkedLine } from '../../processors/ingest/parked-lines.ts';
import { StreamWriter } from '../../processors/ingest/stream-writer.ts';
import { plain } from '../../processors/lib/access-event/client-address.ts';
import { systemClock } from '../../processors/lib/clock.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import type { Task } from '../../processors/lib/log-object.ts';

const [source, kind] = Object.entries(logKinds)[0]!;
const header = kind.header === undefined ? '' : `${kind.header}\n`;
const first = header === '' ? 1 : 2;
let random = 0.5;
/** So many lines of the first source of this project. */
const text = (lines: number): string =>
  header + Array.from({ length: lines }, (_, nth) => `${kind.line(() => random, new Date(1.77e12 + nth))}\n`).join('');

interface Outcome {
  rawIds: string[];
  parked: ParkedLine[];
  keys: string[];
  largest: number;
}

/** Reads an object in pieces of some bytes. */
async function read(
  body: Buffer,
  options: { from?: number; only?: number[]; again?: number; piece?: number; time?: number } = {},
) {
  const { from = 1, only, again, piece = 1000, time = 60_000 } = options;
  const outcome: Outcome = { rawIds: [], parked: [], keys: [], largest: 0 };
  const writer = new StreamWriter(
    async (records) => {
      for (const { data } of records) {
        outcome.largest = Math.max(outcome.largest, data.length);
        for (const line of data.toString().trimEnd().split('\n')) {
          const { raw_id: rawId } = JSON.parse(line) as { raw_id: string };
          outcome.rawIds.push(rawId.slice(rawId.lastIndexOf('-') + 1));
        }
      }
      return [];
    },
    systemClock,
    Math.random,
  );
  const reader = new ObjectReader({
    open: async () =>
      Readable.from(
        (function* () {
          for (let at = 0; at < body.length; at += piece) yield body.subarray(at, at + piece);
        })(),
        { objectMode: false },
      ),
    decompress: decompressed,
    writer,
    put: async (key, parked) => {
      outcome.keys.push(key);
      for (const line of parked.trimEnd().split('\n')) outcome.parked.push(JSON.parse(line) as ParkedLine);
    },
    rejectPrefix: 'rejected/ingest/',
    addresses: async () => plain,
  });
  const task: Task = {
    object: { bucket: 'raw', key: `raw/${source}/a.log`, versionId: 'v1' },
    from,
    ...(only ? { only } : {}),
    ...(again ? { again } : {}),
  };
  const reasons = new Reasons();
  const counts = await reader.read(task, { remaining: () => time }, reasons);
  return { counts, reasons: reasons.most(), ...outcome };
}

const numbers = (begin: number, count: number): string[] =>
  Array.from({ length: count }, (_, nth) => String(begin + nth));

it('reads a log that is compressed, plain, or named wrongly the same, in pieces of any size', async () => {
  const log = Buffer.from(text(50));
  for (const body of [log, gzipSync(log)])
    for (const piece of [1, 7, 4096]) expect((await read(body, { piece })).rawIds).toEqual(numbers(first, 50));
});

it('reads several gzip members as one log, also where a line goes across', async () => {
  const log = Buffer.from(text(20));
  const body = Buffer.concat([gzipSync(log.subarray(0, 777)), gzipSync(log.subarray(777))]);
  expect((await read(body)).rawIds).toEqual(numbers(first, 20));
});

it('takes an empty object for one without events, compressed or not', async () => {
  for (const body of [Buffer.alloc(0), gzipSync(''), Buffer.from([0x1f])])
    expect((await read(body)).rawIds).toEqual([]);
});

it('writes what comes before the damage of a gzip, and parks the place of the damage', async () => {
  const body = gzipSync(text(3000), { level: 0 });
  const { counts, reasons, rawIds, parked } = await read(body.subarray(0, body.length - 5000));
  expect(counts).toMatchObject({ damaged: 1, parked: 1 });
  expect(rawIds).toEqual(numbers(first, rawIds.length));
  expect(rawIds.length).toBeGreaterThan(100);
  expect(parked).toEqual([expect.objectContaining({ line: first + rawIds.length })]);
  const reason = 'the object is damaged from here on: unexpected end of file';
  expect(parked[0]!.reason).toBe(reason);
  // what the log says
  expect(reasons).toEqual([{ outcome: 'line parked', reason: `${source}: ${reason}`, records: 1 }]);
});

it('throws what the connection throws: the message has to come again', async () => {
  const failing = new ObjectReader({
    open: async () =>
      Readable.from(
        (async function* () {
          yield gzipSync(text(10)).subarray(0, 30);
          throw new Error('aborted');
        })(),
      ),
    decompress: decompressed,
    writer: new StreamWriter(async () => [], systemClock, Math.random),
    put: async () => undefined,
    rejectPrefix: '',
    addresses: async () => plain,
  });
  const task = { object: { bucket: 'raw', key: `raw/${source}/a.log` }, from: 1 };
  await expect(failing.read(task, { remaining: () => 60_000 }, new Reasons())).rejects.toThrow('aborted');
});

it('parks broken lines with their number, reason and text, under the same key however often', async () => {
  const log = Buffer.from(`${text(2)}${kind.broken(() => 0)}\n${text(2).slice(header.length)}`);
  const [one, other] = [await read(log), await read(log)];
  expect(one.rawIds).toHaveLength(4);
  expect(one.parked).toEqual([
    expect.objectContaining({ line: first + 2, data: Buffer.from(kind.broken(() => 0)).toString('base64') }),
  ]);
  expect(one.parked[0]!.reason.length).toBeGreaterThan(10);
  expect(other.keys).toEqual(one.keys);
});

it('parks a line that is longer than memory should hold, and goes on behind it', async () => {
  const log = Buffer.concat([Buffer.from(text(1)), Buffer.alloc(5_000_000, 'x'), Buffer.from(`\n${text(1)}`)]);
  const { parked, rawIds } = await read(log, { piece: 65_536 });
  expect(parked).toEqual([expect.objectContaining({ line: first + 1, reason: 'the line is longer than 1 MB' })]);
  expect(rawIds).toEqual([String(first), String(first + 1 + first)]);
});

it('says where to go on when the time runs out, and goes on there', async () => {
  const log = Buffer.from(text(500));
  const { counts, rawIds } = await read(log, { time: 15_000, piece: 20_000 });
  expect(counts.next).toBe(first + rawIds.length);
  expect(rawIds.length).toBeLessThan(500);
  const rest = await read(log, { from: counts.next! });
  expect([...rawIds, ...rest.rawIds]).toEqual(numbers(first, 500));
});

it('reads only the lines that a replay names', async () => {
  const log = Buffer.from(text(30));
  expect((await read(log, { only: [first + 3, first + 20] })).rawIds).toEqual([String(first + 3), String(first + 20)]);
});

it('parks what a replay cannot read either under another key: the replay then removes the one that it has read', async () => {
  const log = Buffer.from(`${text(2)}${kind.broken(() => 0)}\n`);
  const [parked, again] = [await read(log), await read(log, { only: [first + 2], again: 1 })];
  expect(again.parked).toEqual([{ ...parked.parked[0]!, again: 1 }]);
  expect([...parked.keys, ...again.keys]).toEqual([
    expect.stringMatching(`-${first + 2}\\.jsonl$`),
    expect.stringMatching(`-${first + 2}-1\\.jsonl$`),
  ]);
});

it('keeps records within what the stream takes', async () => {
  random = 0.3;
  const { largest, rawIds } = await read(Buffer.from(text(3000)), { piece: 65_536 });
  expect(rawIds).toHaveLength(3000);
  expect(largest).toBeGreaterThan(50_000);
  expect(largest).toBeLessThan(65_000);
});
