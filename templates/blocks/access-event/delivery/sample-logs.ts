import { gzipSync } from 'node:zlib';
import { seededRandom } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { pick, upTo, type Random } from './logs/log-kind.ts';
import { logKinds } from './logs/log-kinds.ts';

/** An object as a service of AWS delivers it. */
export interface SampleLog {
  key: string;
  body: Buffer;
}

/** What shares of the objects are, and of their lines. */
export interface Shares {
  /** Lines that are no events. */
  broken: number;
  /** Objects that end in the middle. */
  truncated: number;
  /** Objects of a source that nobody has named. */
  foreign: number;
  /** Lines that are an hour old: the alarm on late events fires for one in twenty. */
  old: number;
  /** One in so many objects has hundreds of lines, which fill several records of the stream; 0: none has. */
  long: number;
}

/** Lines of a long object. */
const manyLines = 500;

/** A log comes some seconds after its requests. Milliseconds. */
const [fresh, hour] = [30_000, 3_600_000];

/** Objects without end, of requests before `now`; the same seed gives the same, but for the times. */
export function* sampleLogs(seed: number, shares: Shares, now: () => number): Generator<SampleLog, never> {
  const random = seededRandom(seed);
  const sources = Object.keys(logKinds);
  let last: string | undefined;
  for (let nth = 0; ; nth++) {
    // now and then a file is written again under its key: both versions count
    const again = last !== undefined && random() < 0.05;
    const source = again ? last!.split('/')[1]! : pick(random, sources);
    const isLong = shares.long > 0 && nth % shares.long === Math.floor(shares.long / 2);
    const text = textOf(random, source, now(), isLong ? manyLines : 1 + upTo(random, 12), shares);
    const folder = random() < shares.foreign ? 'somebody-else' : source;
    const named = random() < 0.1 ? 'a file+name (1) ü' : 'part';
    // whatever is in it
    const ending = random() < 0.7 ? '.gz' : '';
    const key = again ? last! : `raw/${folder}/2026/03/${named}-${seed}-${nth}.log${ending}`;
    if (folder === source) last = key;
    yield { key, body: packed(random, text, shares) };
  }
}

function textOf(random: Random, source: string, now: number, length: number, { broken, old }: Shares): string {
  if (length < manyLines && random() < 0.03) return '';
  const kind = logKinds[source]!;
  const lines = Array.from({ length }, () => {
    if (random() < broken) return kind.broken(random);
    const age = random() < old ? hour : upTo(random, fresh);
    return kind.line(random, new Date(now - age));
  });
  // header lines may stand anywhere
  if (kind.header !== undefined) lines.splice(0, 0, kind.header);
  if (kind.header !== undefined && random() < 0.2) lines.splice(1 + upTo(random, lines.length), 0, kind.header);
  if (random() < 0.1) lines.push('');
  return lines.join(random() < 0.1 ? '\r\n' : '\n') + (random() < 0.8 ? '\n' : '');
}

/** Compressed or not, in one member or two, and now and then not to its end. */
function packed(random: Random, text: string, { truncated }: Shares): Buffer {
  const form = random();
  if (form < 0.2) return Buffer.from(text);
  const whole = gzipSync(text);
  if (text.length > 40 && random() < truncated)
    return whole.subarray(0, Math.floor(whole.length * (0.5 + random() / 3)));
  if (form > 0.4) return whole;
  const half = text.indexOf('\n') + 1;
  return Buffer.concat([gzipSync(text.slice(0, half)), gzipSync(text.slice(half))]);
}
