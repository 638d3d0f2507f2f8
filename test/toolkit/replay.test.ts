import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../toolkit/replay/arguments.ts';
import type { ParkedKey, ParkedObject, ParkedRecord, WayBack } from '../../toolkit/replay/failure-store.ts';
import { giveBack, parted, type PartedObject } from '../../toolkit/replay/give-back.ts';
import { Report } from '../../toolkit/replay/report.ts';
import { selected, type Selection } from '../../toolkit/replay/selection.ts';

interface Parked extends ParkedRecord {
  size: number;
}
const record = (reason: string, size = 1): Parked => ({ reason, size });
const object = (key: string, at: string, ...records: Parked[]): ParkedObject<Parked> => ({
  key,
  at: new Date(at),
  version: 'v1',
  records,
});
const whole = (key: string, at: string, ...records: Parked[]): PartedObject<Parked> => ({
  ...object(key, at, ...records),
  heldBack: [],
});

describe('the selection', () => {
  const objects = [
    object('rejected/b', '2026-11-02', record('400 mapper_parsing_exception: price')),
    object('refused/a', '2026-11-01', record('RetryAttemptsExhausted')),
    object('rejected/c', '2026-11-03', record('unreadable: it is not a JSON object'), record('400 other')),
  ];
  /** The last letters of what is selected; `read` is told what is loaded. */
  async function keys(selection: Selection, read: (key: string) => void = () => {}) {
    const found: string[] = [];
    const load = async ({ key }: ParkedKey) => {
      read(key);
      return objects.find((each) => each.key === key);
    };
    for await (const { key } of selected(objects, selection, load)) found.push(key.at(-1)!);
    return found;
  }

  it.each([
    ['everything, oldest first', {}, ['a', 'b', 'c']],
    ['a part of a reason, in any case', { reason: 'MAPPER' }, ['b']],
    ['a part of a key', { key: 'refused' }, ['a']],
    ['a time', { since: new Date('2026-11-02'), until: new Date('2026-11-03') }, ['b']],
  ])('takes %s', async (_what, selection, expected) => {
    expect(await keys(selection)).toEqual(expected);
  });

  it('reads one object after the other, and none that key or time leave out', async () => {
    const reads: string[] = [];
    await keys({ key: 'rejected', until: new Date('2026-11-03') }, (key) => reads.push(key));
    expect(reads).toEqual(['rejected/b']);
    const first = selected(objects, {}, async ({ key }) => {
      reads.push(key);
      return objects.find((each) => each.key === key);
    });
    for await (const { key } of first) if (key) break;
    expect(reads).toEqual(['rejected/b', 'refused/a']);
  });

  it('goes on past an object that cannot be read', async () => {
    const found = [];
    for await (const { key } of selected(objects, {}, async ({ key }) =>
      objects.find((each) => each.key === key && key.startsWith('rejected/')),
    ))
      found.push(key.at(-1));
    expect(found).toEqual(['b', 'c']);
  });
});

it('holds back the records for which there is a reason, and no others', () => {
  const [old, young] = [record('old'), record('young')];
  expect(
    parted(object('a', '2026-11-20', old, young), ({ reason }) => (reason === 'old' ? 'too old' : undefined)),
  ).toMatchObject({ key: 'a', version: 'v1', records: [young], heldBack: [{ record: old, why: 'too old' }] });
});

describe('giving back', () => {
  const store = (put: (records: readonly Parked[]) => Parked[]) => {
    const log: string[] = [];
    const wayBack: WayBack<Parked> = {
      to: 'the source',
      most: { records: 3, bytes: 10 },
      bytesOf: ({ size }) => size,
      put: async (records) => {
        log.push(`put ${records.length}`);
        return put(records);
      },
    };
    const remove = async ({ key, version }: { key: string; version: string }) => {
      log.push(`remove ${key} ${version}`);
      return key !== 'changed';
    };
    return { log, wayBack, objects: { remove } };
  };
  const sleep = async () => {};

  it('removes an object once the source has taken all of it', async () => {
    const taking = store(() => []);
    await giveBack(whole('a', '2026-11-01', ...[1, 2, 3, 4].map((nth) => record(String(nth)))), taking, sleep);
    expect(taking.log).toEqual(['put 3', 'put 1', 'remove a v1']);
  });

  it('tells that an object was another one by the time that it was to be removed', async () => {
    const taking = store(() => []);
    expect(await giveBack(whole('a', '2026-11-01', record('a')), taking, sleep)).toBe('done');
    expect(await giveBack(whole('changed', '2026-11-01', record('a')), taking, sleep)).toBe('changed');
  });

  it('puts what the source did not take again, before anything else', async () => {
    let refusals = 1;
    const slow = store((records) => (refusals-- > 0 ? [records[1]!] : []));
    await giveBack(whole('a', '2026-11-01', ...['a', 'b', 'c', 'd'].map((name) => record(name))), slow, sleep);
    expect(slow.log).toEqual(['put 3', 'put 1', 'put 1', 'remove a v1']);
  });

  it('leaves an object parked if the source does not accept its records', async () => {
    const refusing = store((records) => [...records]);
    await expect(giveBack(whole('a', '2026-11-01', record('a')), refusing, sleep)).rejects.toThrow(
      'the source did not accept 1 records; they stay parked',
    );
    expect(refusing.log.filter((call) => call.startsWith('remove'))).toEqual([]);
  });

  it('leaves an object parked of which something is held back', async () => {
    const taking = store(() => []);
    const heldBack = [{ record: record('old'), why: 'too old' }];
    await giveBack({ ...whole('a', '2026-11-01', record('young')), heldBack }, taking, sleep);
    expect(taking.log).toEqual(['put 1']);
  });

  it('keeps requests below the limit of the source in bytes', async () => {
    const taking = store(() => []);
    await giveBack(whole('a', '2026-11-01', ...[6, 4, 1, 20].map((size) => record('a', size))), taking, sleep);
    expect(taking.log).toEqual(['put 2', 'put 1', 'put 1', 'remove a v1']);
  });
});

describe('the command line', () => {
  const known = { stages: ['dev', 'local'], stores: ['given-up', 'rejected'] };

  it('reads command, stage, store and selection', () => {
    const argv = ['run', '--stage', 'dev', '--store', 'rejected', '--since', '2026-11-01', '--dry-run'];
    expect(readArguments(argv, known)).toEqual({
      verb: 'run',
      stage: 'dev',
      stores: ['rejected'],
      selection: { since: new Date('2026-11-01') },
      dryRun: true,
      heldBack: false,
      json: false,
    });
  });

  it('means every store if none is named', () => {
    expect(readArguments(['list', '--stage', 'local'], known).stores).toEqual(['given-up', 'rejected']);
  });

  it.each([
    [['delete', '--stage', 'dev'], 'the command: expected list or run, not "delete"'],
    [['--stage', 'dev'], 'the command: expected list or run\n'],
    [['list', 'run', '--stage', 'dev'], 'the command: expected list or run, not "list run"'],
    [['list'], '--stage: expected dev or local\n'],
    [['list', '--stage', 'prd'], '--stage: expected dev or local, not "prd"'],
    [['list', '--stage', 'dev', '--store', 'x'], '--store: expected given-up or rejected, not "x"'],
    [['list', '--stage', 'dev', '--since', 'yesterday'], '--since: expected a date'],
    [['list', '--stage', 'dev', '--reson', 'x'], "Unknown option '--reson'"],
  ])('refuses %j, with the usage', (argv, problem) => {
    expect(() => readArguments(argv, known)).toThrow(problem);
    expect(() => readArguments(argv, known)).toThrow('npm run replay -- list|run --stage dev|local');
  });
});

describe('the report', () => {
  const rejected = whole('rejected/a', '2026-11-01', record('one'), record('one'));
  const givenUp: PartedObject = {
    ...whole('given/b', '2026-10-01', record('x')),
    heldBack: [{ record: record('y'), why: 'too old' }],
  };

  function reported(asked: Partial<{ verb: 'list' | 'run'; dryRun: boolean; json: boolean }>) {
    const said: string[] = [];
    const report = new Report({ verb: 'list', dryRun: false, json: false, ...asked }, (line) => said.push(line));
    return { report, said };
  }

  function ofBoth(asked: Parameters<typeof reported>[0]): string {
    const { report, said } = reported(asked);
    report.begin('rejected', 'the stream', 1);
    report.add(rejected);
    report.begin('given-up', 'the queue', 1);
    report.add(givenUp);
    expect(report.end()).toBe(true);
    return said.join('\n');
  }

  it('says of every store what is parked and why', () => {
    expect(ofBoth({})).toBe(
      [
        '2026-11-01T00:00:00.000Z  rejected  2  one',
        '    rejected/a',
        '2026-10-01T00:00:00.000Z  given-up  2  x; y',
        '    given/b',
        '    1 of 2 held back: too old',
        'rejected: 2 records are parked in 1 objects.',
        'given-up: 2 records are parked in 1 objects.',
      ].join('\n'),
    );
  });

  it('says of every store what would go back where, and what is held back', () => {
    const text = ofBoth({ verb: 'run', dryRun: true });
    expect(text).toContain('rejected: 2 records would go back to the stream.');
    expect(text).toContain('given-up: 1 records would go back to the queue. 1 are held back and stay parked');
    expect(ofBoth({ verb: 'run' })).toContain('rejected: 2 records went back to the stream.');
  });

  it('says what is not there', () => {
    const { report, said } = reported({});
    report.begin('rejected', 'the stream', 0);
    report.begin('given-up', 'the queue', 2);
    expect(report.end()).toBe(true);
    expect(said).toEqual([
      'rejected: nothing is parked.',
      'given-up: no parked objects match these filters. Parked objects: 2.',
    ]);
  });

  it('says how much could not be read, and is not whole without it', () => {
    const { report, said } = reported({});
    report.begin('rejected', 'the stream', 2);
    report.add(rejected);
    report.unread();
    report.begin('given-up', 'the queue', 1);
    report.unread();
    expect(report.end()).toBe(false);
    expect(said.slice(-2)).toEqual([
      'rejected: 2 records are parked in 1 objects. 1 objects could not be read. They stay parked.',
      'given-up: no parked objects that could be read match these filters. Parked objects: 1. 1 objects could not be read. They stay parked.',
    ]);
  });

  it('is JSON for machines', () => {
    expect(JSON.parse(ofBoth({ json: true }))).toEqual([
      expect.objectContaining({ store: 'rejected', key: 'rejected/a', records: 2, heldBack: 0, reasons: ['one'] }),
      expect.objectContaining({ store: 'given-up', key: 'given/b', records: 2, heldBack: 1, reasons: ['x', 'y'] }),
    ]);
  });
});
