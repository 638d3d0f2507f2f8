import { expect, it } from '@jest/globals';
import { accessEventProblems, type AccessEvent } from '../../contract/derived/access-event.ts';
import { contentOf } from '../../delivery/log-event.ts';
import { logKinds } from '../../delivery/logs/log-kinds.ts';
import { clientAddress, hashedAddress } from '../../processors/lib/access-event/client-address.ts';
import { formats } from '../../processors/lib/access-event/formats.ts';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';

const sources = Object.keys(formats);
/** The bytes of a text, as formats get lines. */
const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');
const eventOf = (source: string, members: string): AccessEvent =>
  JSON.parse(Buffer.from(`{"raw_id":"0123456789abcdef-1","source":"${source}",${members}}`, 'latin1').toString());

it('has samples of each source that it reads', () => {
  expect(Object.keys(logKinds)).toEqual(sources);
});

it.each(sources)('reads lines of %s as the account does, which shares no code with it', (source) => {
  const kind = logKinds[source]!;
  const random = seededRandom(7);
  const format = formats[source]!(clientAddress('plain'));
  const header = kind.header ?? '';
  if (header !== '') expect(format.header(header, 0, header.length)).toBe(true);
  for (let nth = 0; nth < 3000; nth++) {
    const at = new Date(1_772_000_000_000 + nth * 997);
    const ofRequest = kind.request(at, { client: '198.18.3.7', path: '/login', status: 401 });
    const text = nth % 20 === 0 ? ofRequest : random() < 0.1 ? kind.broken(random) : kind.line(random, at);
    const line = bytesOf(text);
    const expected = kind.expected(text, kind.header);
    if (format.header(line, 0, line.length)) {
      expect([text, expected]).toEqual([text, 'none']);
      continue;
    }
    const read = format.read(line, 0, line.length);
    if (typeof read !== 'string') {
      expect([text, read.kind]).toEqual([text, expected]);
      continue;
    }
    const event = eventOf(source, read);
    expect(accessEventProblems(event)).toEqual([]);
    const { raw_id: _, source: __, extra, ...members } = event;
    const said = { ...members, ...(extra === undefined ? {} : { extra: JSON.parse(extra) as unknown }) };
    expect([text, contentOf(said)]).toEqual([text, typeof expected === 'string' ? expected : contentOf(expected)]);
  }
});

it.each(sources)('never throws, and never gives anything but an event, for any bytes as a line of %s', (source) => {
  const random = seededRandom(11);
  const kind = logKinds[source]!;
  const open = formats[source]!;
  const forms = [clientAddress('plain'), clientAddress('masked'), hashedAddress('a key')];
  for (let nth = 0; nth < 4000; nth++) {
    const format = open(forms[nth % forms.length]!);
    if (kind.header !== undefined && nth % 3 > 0) format.header(kind.header, 0, kind.header.length);
    const good = bytesOf(kind.line(random, new Date(1_772_000_000_000)));
    const line = nth % 2 === 0 ? noise(random, good.length) : damaged(random, good);
    // somewhere in a text, as in a chunk of a file
    const text = `before\n${line}\nafter`;
    if (format.header(text, 7, 7 + line.length)) continue;
    const read = format.read(text, 7, 7 + line.length);
    if (typeof read === 'string') expect([line, accessEventProblems(eventOf(source, read))]).toEqual([line, []]);
    else expect(['broken', 'dropped']).toContain(read.kind);
  }
});

const noise = (random: () => number, most: number): string =>
  Array.from({ length: Math.floor(random() * most) }, () => String.fromCharCode(1 + Math.floor(random() * 126)))
    .join('')
    .replaceAll('\n', ' ');

/** With some characters changed, cut out or doubled. */
function damaged(random: () => number, line: string): string {
  let text = line;
  for (let times = 0; times < 1 + random() * 4; times++) {
    const at = Math.floor(random() * text.length);
    const by = [' ', '"', '-', '\\', '\t', '{', '9', '%ff', '', '  '][Math.floor(random() * 10)]!;
    text = text.slice(0, at) + by + text.slice(at + Math.floor(random() * 3));
  }
  return text;
}
