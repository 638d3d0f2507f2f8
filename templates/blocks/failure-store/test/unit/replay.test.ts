import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../tools/replay/arguments.ts';
import { readParked, type ParkedObject, type ParkedRecord } from '../../tools/replay/parked.ts';
import { replay } from '../../tools/replay/replay.ts';
import { Report } from '../../tools/replay/report.ts';
import { partByAge, selected, type PartedObject, type Selection } from '../../tools/replay/selection.ts';

const record = (reason: string, data = 'ZGF0YQ=='): ParkedRecord => ({ partitionKey: 'key', data, reason });
const object = (key: string, at: string, ...records: ParkedRecord[]): ParkedObject => ({
  key,
  kind: key.startsWith('aws/') ? 'given-up' : 'rejected',
  at: new Date(at),
  records,
});

describe('an object of the failure store', () => {
  it('that Lambda parked holds the whole event', () => {
    const event = { Records: [{ kinesis: { partitionKey: 'k', data: 'ZGF0YQ==' } }] };
    const body = JSON.stringify({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      payload: JSON.stringify(event),
    });
    const key = 'aws/lambda/uuid/shardId-000000000000/2026/11/23/x';
    expect(readParked(key, body, new Date(0))).toMatchObject({
      kind: 'given-up',
      records: [{ partitionKey: 'k', data: 'ZGF0YQ==', reason: 'RetryAttemptsExhausted' }],
    });
  });

  it.each([
    ['something/else', '{}', 'expected a key that begins with'],
    ['aws/lambda/x', 'no json', 'cannot be read'],
    ['rejected/indexer/x', '{"reason":', 'cannot be read'],
  ])('%s with %s is rejected', (key, body, problem) => {
    expect(() => readParked(key, body, new Date())).toThrow(problem);
  });
});

describe('the selection', () => {
  const objects = [
    object('rejected/indexer/b', '2026-11-02', record('400 mapper_parsing_exception: price')),
    object('aws/lambda/a', '2026-11-01', record('RetryAttemptsExhausted')),
    object('rejected/indexer/c', '2026-11-03', record('unreadable: it is not a JSON object'), record('400 other')),
  ];
  /** The last letters of what is selected; `read` is told what is loaded. */
  async function keys(selection: Selection, read: (key: string) => void = () => {}) {
    const found: string[] = [];
    const load = async ({ key }: { key: string }) => {
      read(key);
      return objects.find((each) => each.key === key);
    };
    for await (const { key } of selected(objects, selection, load)) found.push(key.at(-1)!);
    return found;
  }

  it.each([
    ['everything, oldest first', {}, ['a', 'b', 'c']],
    ['one kind', { kind: 'rejected' as const }, ['b', 'c']],
    ['a part of a reason, in any case', { reason: 'MAPPER' }, ['b']],
    ['a part of a key', { key: 'lambda' }, ['a']],
    ['a time', { since: new Date('2026-11-02'), until: new Date('2026-11-03') }, ['b']],
  ])('takes %s', async (_what, selection, expected) => {
    expect(await keys(selection)).toEqual(expected);
  });

  it('reads one object after the other, and none that key, kind or time leave out', async () => {
    const reads: string[] = [];
    await keys({ kind: 'rejected', until: new Date('2026-11-03') }, (key) => reads.push(key));
    expect(reads).toEqual(['rejected/indexer/b']);
    const first = selected(objects, {}, async ({ key }) => {
      reads.push(key);
      return objects.find((each) => each.key === key);
    });
    for await (const { key } of first) if (key) break;
    expect(reads).toEqual(['rejected/indexer/b', 'aws/lambda/a']);
  });

  it('goes on past an object that cannot be read', async () => {
    const found = [];
    for await (const { key } of selected(objects, {}, async ({ key }) =>
      objects.find((each) => each.key === key && key.startsWith('rejected/')),
    ))
      found.push(key.at(-1));
    expect(found).toEqual(['b', 'c']);
  });

  it('holds back the records whose change is from before a time, and no others', () => {
    const changeTime = ({ reason }: ParkedRecord) => (reason === 'unknown' ? undefined : new Date(reason));
    const [old, young, unknown] = [record('2026-11-01'), record('2026-11-19'), record('unknown')];
    const parted = partByAge(
      object('rejected/a', '2026-11-20', old, young, unknown),
      new Date('2026-11-10'),
      changeTime,
    );
    expect(parted).toMatchObject({ key: 'rejected/a', records: [young, unknown], heldBack: [old] });
  });
});

describe('a replay', () => {
  const ports = (put: (records: readonly ParkedRecord[]) => ParkedRecord[]) => {
    const log: string[] = [];
    return {
      log,
      put: async (records: readonly ParkedRecord[]) => {
        log.push(`put ${records.length}`);
        return put(records);
      },
      remove: async (key: string) => void log.push(`remove ${key}`),
      sleep: async () => {},
    };
  };

  it('removes an object once the stream has taken all of it', async () => {
    const many = Array.from({ length: 501 }, (_, at) => record(String(at)));
    const calls = ports(() => []);
    await replay([object('rejected/a', '2026-11-01', ...many)], calls);
    expect(calls.log).toEqual(['put 500', 'put 1', 'remove rejected/a']);
  });

  it('puts what the stream did not take again, before anything else', async () => {
    let refusals = 1;
    const calls = ports((records) => (refusals-- > 0 ? [records[1]!] : []));
    await replay(
      [object('rejected/a', '2026-11-01', record('a'), record('b')), object('rejected/b', '2026-11-02', record('c'))],
      calls,
    );
    expect(calls.log).toEqual(['put 2', 'put 1', 'remove rejected/a', 'put 1', 'remove rejected/b']);
  });

  it('leaves an object parked if the stream does not accept its records', async () => {
    const calls = ports((records) => [...records]);
    await expect(replay([object('rejected/a', '2026-11-01', record('a'))], calls)).rejects.toThrow('they stay parked');
    expect(calls.log).not.toContain('remove rejected/a');
  });

  it('leaves an object parked of which something is held back', async () => {
    const calls = ports(() => []);
    const heldBack = [record('old')];
    await replay([{ ...object('rejected/a', '2026-11-01', record('young')), heldBack }], calls);
    expect(calls.log).toEqual(['put 1']);
  });

  it('keeps requests below the limit of the stream in bytes', async () => {
    const large = Buffer.alloc(1024 * 1024).toString('base64');
    const calls = ports(() => []);
    await replay([object('rejected/a', '2026-11-01', ...Array.from({ length: 5 }, () => record('a', large)))], calls);
    expect(calls.log).toEqual(['put 3', 'put 2', 'remove rejected/a']);
  });
});

describe('the command line', () => {
  it('reads verb, stage and selection', () => {
    const argv = ['run', '--stage', 'dev', '--kind', 'rejected', '--since', '2026-11-01', '--dry-run'];
    expect(readArguments(argv, ['dev'])).toMatchObject({
      verb: 'run',
      stage: 'dev',
      selection: { kind: 'rejected', since: new Date('2026-11-01') },
      dryRun: true,
      older: false,
    });
  });

  it.each([
    [['delete', '--stage', 'dev'], 'expected list or run'],
    [['list'], '--stage: expected dev'],
    [['list', '--stage', 'dev', '--kind', 'x'], '--kind: expected given-up or rejected'],
    [['list', '--stage', 'dev', '--since', 'yesterday'], '--since: expected a date'],
    [['list', '--stage', 'dev', '--reson', 'x'], '--reson'],
  ])('refuses %j', (argv, problem) => {
    expect(() => readArguments(argv, ['dev'])).toThrow(problem);
  });
});

describe('the report', () => {
  const parked: PartedObject[] = [
    { ...object('rejected/a', '2026-11-01', record('one'), record('one')), heldBack: [] },
    { ...object('aws/lambda/b', '2026-10-01', record('x')), heldBack: [record('RecordAgeExceeded')] },
  ];

  function report(asked: { verb: 'list' | 'run'; dryRun: boolean; json: boolean }, objects: readonly PartedObject[]) {
    const said: string[] = [];
    const written = new Report(asked, (line) => said.push(line));
    for (const each of objects) written.add(each);
    written.end();
    return said.join('\n');
  }

  function listed() {
    const said: string[] = [];
    return { said, written: new Report({ verb: 'list', dryRun: false, json: false }, (line) => said.push(line)) };
  }

  it('says what is parked and why, and nothing of what the records hold', () => {
    const text = report({ verb: 'list', dryRun: false, json: false }, parked);
    expect(text).toMatch(/2026-11-01T00:00:00.000Z {2}rejected {2}2 {2}one/);
    expect(text).toMatch(/4 records are parked in 2 objects/);
    expect(text).not.toContain('ZGF0YQ');
  });

  it('says what would go back, what is held back, and why', () => {
    const text = report({ verb: 'run', dryRun: true, json: false }, parked);
    expect(text).toMatch(/aws\/lambda\/b\n {4}1 of 2 held back: older than the index remembers removals/);
    expect(text).toMatch(/3 records would go back into the stream\. 1 stay parked, with their objects/);
  });

  it('says that nothing is parked', () => {
    expect(report({ verb: 'list', dryRun: false, json: false }, [])).toBe('Nothing is parked.');
  });

  it('says how many objects are parked when none match the filters', () => {
    const { written, said } = listed();
    expect(written.among(parked)).toBe(parked);
    expect(written.end()).toBe(true);
    expect(said).toEqual(['No parked objects match these filters. Parked objects: 2.']);
  });

  it('says how much could not be read, and is not whole without it', () => {
    const { written, said } = listed();
    written.among(parked);
    for (const _ of parked) written.unread();
    expect(written.end()).toBe(false);
    expect(said).toEqual([
      'No parked objects that could be read match these filters. Parked objects: 2.',
      '2 objects could not be read. They stay parked.',
    ]);
  });

  it('says that something could not be read beside what could', () => {
    const { written, said } = listed();
    written.among(parked);
    written.add(parked[0]!);
    written.unread();
    expect(written.end()).toBe(false);
    expect(said.slice(1)).toEqual([
      '2 records are parked in 1 objects.',
      '1 objects could not be read. They stay parked.',
    ]);
  });

  it('is JSON for machines', () => {
    expect(JSON.parse(report({ verb: 'list', dryRun: false, json: true }, parked))).toEqual([
      expect.objectContaining({ key: 'rejected/a', records: 2, heldBack: 0, reasons: ['one'] }),
      expect.objectContaining({ key: 'aws/lambda/b', records: 2, heldBack: 1 }),
    ]);
  });
});
