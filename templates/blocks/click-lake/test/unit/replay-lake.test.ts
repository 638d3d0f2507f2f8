import { describe, expect, it } from '@jest/globals';
import { replayLakeArguments } from '../../delivery/replay-lake-arguments.ts';
import { lanesOfLines } from '../../delivery/replay-lanes.ts';
import { replayLake, Stopped, type LakeLine, type ReplayLakePorts } from '../../delivery/replay-lake.ts';
import { replayedLine } from '../../delivery/replayed-line.ts';
import { rowOf } from '../../processors/lake-rows/row.ts';
import { OrderedWriter, type OrderedRecord } from '../../processors/lib/ordered-writer/ordered-writer.ts';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';

const lineOf = (nth: number, user = 'ada'): LakeLine => ({
  record_id: `clicks/0/${nth}`,
  partition_key: user,
  line: `{"stream":{"kind":"event","topic":"clicks","partition":0,"offset":${nth}},"event_id":"e${nth}","user_id":"${user}"}`,
});
const wanted = { day: '2026-01-31', user: undefined, type: undefined, rate: 1000, skip: 0, dryRun: false };

/** Everything that was written, and when. */
function world(lines: readonly LakeLine[], take: (part: number) => boolean = () => true) {
  const written: { at: number; text: string }[] = [];
  let [now, parts] = [1_790_000_000_000, 0];
  const ports: ReplayLakePorts = {
    async *lines() {
      for (let at = 0; at < lines.length; at += 7) yield lines.slice(at, at + 7);
    },
    write: async (lanes) => {
      if (!take(++parts)) return lanes.map(() => 0);
      for (const { text } of lanes.flat()) written.push({ at: now, text });
      return lanes.map((lane) => lane.length);
    },
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    now: () => now,
  };
  return { ports, written };
}
const offsetsIn = (texts: readonly { text: string }[]): number[] =>
  texts
    .flatMap(({ text }) => text.trim().split('\n'))
    .map((line) => (JSON.parse(line) as { stream: { offset: number } }).stream.offset);
const lines = (count: number): LakeLine[] => Array.from({ length: count }, (_, nth) => lineOf(nth));

describe('a replay', () => {
  it('writes every line once, in order, with its mark', async () => {
    const { ports, written } = world(lines(20));
    const replayed = await replayLake(ports, wanted);
    expect(replayed).toMatchObject({ lines: 20, records: 1, first: 'clicks/0/0', last: 'clicks/0/19' });
    expect(offsetsIn(written)).toEqual(lines(20).map((_, nth) => nth));
    expect(written[0]!.text).toContain('{"stream":{"replayed":1790000000000,"kind":"event"');
  });

  it('is not faster than wanted', async () => {
    const { ports, written } = world(lines(100));
    await replayLake(ports, { ...wanted, rate: 10 });
    expect(written.map(({ at }) => at - written[0]!.at)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((s) => s * 1000));
  });

  it('writes nothing where it only says what it would write', async () => {
    const { ports, written } = world(lines(20));
    expect(await replayLake(ports, { ...wanted, dryRun: true })).toMatchObject({ lines: 20, records: 1 });
    expect(written).toEqual([]);
  });

  it('says where it stopped, and goes on there', async () => {
    const stopped = world(lines(100), (part) => part < 4);
    const error = await replayLake(stopped.ports, { ...wanted, rate: 10 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Stopped);
    const { written: skip } = error as Stopped;
    const { ports, written } = world(lines(100));
    await replayLake(ports, { ...wanted, skip });
    expect([...offsetsIn(stopped.written), ...offsetsIn(written)]).toEqual(lines(100).map((_, nth) => nth));
  });

  it('keeps the order of each key, whatever the stream refuses', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = seededRandom(seed);
      const filler = 'x'.repeat(90_000);
      const some = Array.from({ length: 120 }, (_, nth) => {
        const line = lineOf(nth, `user-${Math.floor(random() * 4)}`);
        return random() < 0.3 ? { ...line, line: line.line.replace(/}$/, `,"page_title":"${filler}"}`) } : line;
      });
      const stream: OrderedRecord[] = [];
      let now = 0;
      const clock = {
        now: () => now,
        sleep: async (milliseconds: number) => void (now += milliseconds),
        timeout: () => new AbortController().signal,
      };
      const writer = new OrderedWriter(
        async (records) => {
          const refused = records.flatMap((_, at) => (random() < 0.3 ? [at] : []));
          stream.push(...records.filter((_, at) => !refused.includes(at)));
          return refused;
        },
        clock as never,
        random,
      );
      const { ports } = world(some);
      await replayLake({ ...ports, write: (lanes) => writer.write(lanes, { remaining: () => 1e9 }) }, wanted);
      const byKey = Map.groupBy(stream, ({ partitionKey }) => partitionKey);
      for (const [key, records] of byKey) {
        const expected = some.flatMap((line, nth) => (line.partition_key === key ? [nth] : []));
        expect(offsetsIn(records)).toEqual(expected);
      }
      expect(offsetsIn(stream)).toHaveLength(120);
    }
  });
});

describe('a record of the stream', () => {
  it('has lines of one key, as many as the bridge gives it', () => {
    const many = Array.from({ length: 900 }, (_, nth) => ({ partitionKey: 'ada', text: lineOf(nth).line }));
    const [lane, ...others] = lanesOfLines(many);
    expect(others).toEqual([]);
    expect(lane!.map(({ text }) => text.trim().split('\n').length)).toEqual([400, 400, 100]);
    const large = Array.from({ length: 4 }, () => ({ partitionKey: 'ada', text: 'x'.repeat(200_000) }));
    expect(lanesOfLines(large)[0]!.map(({ bytes }) => bytes)).toEqual([200_001, 200_001, 200_001, 200_001]);
  });
});

describe('the mark', () => {
  it.each([
    ['of the bridge', '{"stream":{"kind":"event"},"a":1}', '{"stream":{"replayed":5,"kind":"event"},"a":1}'],
    ['of an empty origin', '{ "stream": {},"a":1}', '{ "stream": {"replayed":5},"a":1}'],
    [
      'without an origin',
      '{"a":1790000000123456789}',
      '{"stream":{"replayed":5,"kind":"event"},"a":1790000000123456789}',
    ],
    ['with its origin behind', '{"a":1.10,"stream":{"at":1e3}}', '{"stream":{"replayed":5,"at":1e3},"a":1.10}'],
  ])('stands in the origin of a line %s', (_, line, marked) => {
    expect(replayedLine(line, 5)).toBe(marked);
  });

  it('keeps a line out of the lake, which has it', () => {
    const place = { arrival: 5, partitionKey: 'ada', record: '1' };
    expect(rowOf(Buffer.from(replayedLine(lineOf(1).line, 5)), place)).toBeUndefined();
    expect(rowOf(Buffer.from(lineOf(1).line), place)).toBeDefined();
  });
});

describe('the command line', () => {
  const stages = ['dev', 'prod', 'local'];
  const read = (text: string) => replayLakeArguments(text.split(' '), stages);

  it('is read', () => {
    expect(read('--stage dev --day 2026-01-31')).toEqual({ stage: 'dev', wanted: { ...wanted, rate: 200 } });
    expect(read('--stage dev --day 2026-01-31 --user ada --type page_view --rate 5 --skip 7 --dry-run').wanted).toEqual(
      {
        ...wanted,
        user: 'ada',
        type: 'page_view',
        rate: 5,
        skip: 7,
        dryRun: true,
      },
    );
  });

  it.each([
    ['--day 2026-01-31', '--stage: expected dev or prod or local'],
    ['--stage dev', '--day: expected a day such as 2026-01-31, not ""'],
    ['--stage dev --day 31.1.2026', '--day: expected'],
    ['--stage dev --day 2026-02-30', '--day: expected'],
    ['--stage dev --day 2026-01-31 --user=', '--user: expected a user_id'],
    ['--stage dev --day 2026-01-31 --type Page-View', '--type: expected an event_type'],
    ['--stage dev --day 2026-01-31 --rate 5001', '--rate: expected 1 to 5000'],
    ['--stage dev --day 2026-01-31 --rate 0', '--rate: expected 1 to 5000'],
    ['--stage dev --day 2026-01-31 --skip -1', "Option '--skip"],
    ['--stage dev --day 2026-01-31 --hour 7', "Unknown option '--hour'"],
  ])('says what was expected: %s', (text, problem) => {
    expect(() => read(text)).toThrow(problem);
  });
});
