import { describe, expect, it } from '@jest/globals';
import { Unreadable, type OpenFailureStore, type ParkedRecord } from '../../toolkit/replay/failure-store.ts';
import { replayStores } from '../../toolkit/replay/replay-stores.ts';
import { Report } from '../../toolkit/replay/report.ts';

const record = (reason: string): ParkedRecord => ({ reason });

describe('what is asked of the stores', () => {
  /** Two stores with an object each, and what is done to them. */
  function asked(more: Partial<{ verb: 'list' | 'run'; dryRun: boolean; heldBack: boolean }>, outcome = true) {
    const log: string[] = [];
    const said: string[] = [];
    const report = new Report({ verb: 'run', dryRun: false, json: false, ...more }, (line) => said.push(line));
    const storeOf = (name: string): OpenFailureStore => ({
      objects: {
        async *keys() {
          yield { key: `${name}/a`, at: new Date('2026-11-01') };
        },
        read: async ({ key, at }) => {
          if (name === 'odd') throw new Unreadable(`${key}: cannot be read`);
          return { key, at, version: 'v1', records: [record('young'), record(name)] };
        },
        remove: async ({ key }) => {
          log.push(`remove ${key}`);
          return outcome;
        },
      },
      wayBack: {
        to: 'the source',
        most: { records: 10, bytes: 10 },
        bytesOf: () => 1,
        put: async (records) => {
          log.push(`put ${records.map(({ reason }) => reason).join(' ')}`);
          return [];
        },
      },
      holdsBack: ({ reason }) => (reason === 'old' ? 'too old' : undefined),
    });
    const run = (...names: string[]) =>
      replayStores(
        { verb: 'run', selection: {}, dryRun: false, heldBack: false, ...more },
        {
          stores: names.map((name) => [name, storeOf(name)] as const),
          report,
          sleep: async () => {},
          tell: (problem) => said.push(problem),
        },
      );
    return { log, said, report, run };
  }

  it.each([
    ['a list', { verb: 'list' as const }],
    ['a dry run', { dryRun: true }],
    ['a dry run of what is held back', { dryRun: true, heldBack: true }],
  ])('changes nothing: %s', async (_, more) => {
    const { log, report, run } = asked(more);
    await run('first', 'old');
    expect({ log, whole: report.end() }).toEqual({ log: [], whole: true });
  });

  it('is done by a run, store by store, and what is held back stays', async () => {
    const { log, run } = asked({});
    await run('first', 'old');
    expect(log).toEqual(['put young first', 'remove first/a', 'put young']);
  });

  it('gives back what is held back when that is asked for', async () => {
    const { log, run } = asked({ heldBack: true });
    await run('old');
    expect(log).toEqual(['put young old', 'remove old/a']);
  });

  it('goes on past what cannot be read, and is not whole without it', async () => {
    const { log, said, report, run } = asked({});
    await run('odd', 'first');
    expect({ log, whole: report.end() }).toEqual({ log: ['put young first', 'remove first/a'], whole: false });
    expect(said).toContain('odd/a: cannot be read');
  });

  it('is not whole where an object was another one by the time that it was to be removed', async () => {
    const { said, report, run } = asked({}, false);
    await run('first');
    expect(report.end()).toBe(false);
    expect(said.at(-1)).toBe(
      'first: 2 records went back to the source. 1 objects changed meanwhile and were not removed. List them again.',
    );
  });
});
