import { describe, expect, it } from '@jest/globals';
import { Unreadable, type OpenFailureStore, type ParkedRecord } from '../../toolkit/replay/failure-store.ts';
import { parkedSince } from '../../toolkit/smoke/parked.ts';
import type { Found, MarkedEvent, MarkedRun } from '../../toolkit/smoke/probe.ts';
import { printed, problemsOf } from '../../toolkit/smoke/report.ts';
import { smoke, type ParkedMark, type SmokePorts } from '../../toolkit/smoke/smoke.ts';

const patience = 60_000;
type Seen = Pick<MarkedEvent, 'item' | 'change'>;

/** A stage in which an index follows a source after a while: ten items are written, then changed, then one is removed. */
class FakeStage implements SmokePorts, MarkedRun {
  run = '0badcafe';
  time = 0;
  readonly source = new Set<number>();
  readonly index = new Map<number, Seen>();
  readonly told: string[] = [];
  readonly failures: ParkedMark[] = [];
  readonly #stop = new AbortController();
  readonly #queue: { at: number; apply: () => void }[] = [];
  /** Milliseconds. */
  lag = 3000;
  readonly events: MarkedEvent[];
  sinks: MarkedRun['sinks'] = { index: { kind: 'state', find: () => this.find() } };

  constructor() {
    const written = Array.from({ length: 10 }, (_, item) => this.#event(item, 1, 'written'));
    const updated = written.map(({ item }) => this.#event(item, 2, 'updated'));
    this.events = [...written, ...updated, { ...this.#event(0, 3, 'removed'), after: updated[0]! }];
  }

  #event(item: number, change: number, what: string): MarkedEvent {
    const event: MarkedEvent = {
      name: `item ${item} ${what}`,
      item,
      change,
      removes: what === 'removed',
      send: () => this.sent(event),
    };
    return event;
  }

  async sent(event: MarkedEvent): Promise<void> {
    const { item, removes } = event;
    if (removes) this.source.delete(item);
    else this.source.add(item);
    this.reach(event, () => (removes ? this.index.delete(item) : this.index.set(item, event)));
  }

  /** What a stage does wrong is done here. */
  reach(_event: MarkedEvent, apply: () => void): void {
    this.#queue.push({ at: this.time + this.lag, apply });
  }

  async find(): Promise<Found> {
    return [...this.index.values()];
  }

  cleanUp = async (): Promise<string[]> => {
    this.source.clear();
    return [];
  };

  parked = async () => this.failures;
  eventOf = () => undefined;
  now = () => this.time;
  tell = (text: string) => void this.told.push(text);
  signal = this.#stop.signal;
  stop = () => this.#stop.abort(new Error('stop'));

  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const { apply } of this.#queue.filter(({ at }) => at <= this.time)) apply();
    this.#queue.splice(0, this.#queue.length, ...this.#queue.filter(({ at }) => at > this.time));
  }
}

const outcome = async (stage: FakeStage) => {
  const report = await smoke(stage, patience, stage);
  return { report, sink: report.sinks[0]!, problems: problemsOf(report) };
};

/** A stage that does something else with some events. */
function stageThat(reach: (stage: FakeStage, event: MarkedEvent) => boolean): FakeStage {
  const stage = new FakeStage();
  const usual = FakeStage.prototype.reach;
  stage.reach = (event, apply) => (reach(stage, event) ? undefined : usual.call(stage, event, apply));
  return stage;
}

describe('a smoke test', () => {
  it('accounts for every event, and leaves nothing behind', async () => {
    const stage = new FakeStage();
    const { report, sink, problems } = await outcome(stage);
    expect(report).toMatchObject({ run: '0badcafe', events: 21, left: [], seconds: 8 });
    expect(sink).toMatchObject({ sink: 'index', delivered: 11, superseded: 10, parked: 0, lost: 0, duplicates: 0 });
    expect(problems).toEqual([]);
    expect(stage.source.size).toBe(0);
    expect(stage.told.at(-1)).toBe('21 of 21 events accounted for, 4 s');
    expect(printed(report, 'dev')).toContain(
      '  delivered                       11   the sink holds, or held, this version\n',
    );
  });

  it('names what is lost, after its patience', async () => {
    const stage = stageThat((_, { item, change }) => item === 4 && change === 2);
    const { report, sink, problems } = await outcome(stage);
    expect(sink).toMatchObject({ lost: 1, lostIds: ['item 4 updated'] });
    expect(problems).toEqual(['lost on the way to index: item 4 updated']);
    expect(report.seconds).toBeGreaterThanOrEqual(patience / 1000);
    expect(stage.source.size).toBe(0);
  });

  it('accounts for every sink', async () => {
    const stage = new FakeStage();
    stage.sinks = { ...stage.sinks, other: { kind: 'state', find: async () => [] } };
    const { report, problems } = await outcome(stage);
    expect(report.sinks).toMatchObject([
      { sink: 'index', lost: 0 },
      { sink: 'other', lost: 20 },
    ]);
    // what is to be removed was never in the other sink
    expect(report.events).toBe(20);
    expect(problems).toContain('lost on the way to other: item 0 written');
  });

  describe('of a stage with other sinks', () => {
    /** Every event that reached the index, in the order in which it did. */
    const logOf = (stage: FakeStage, lacks: (event: MarkedEvent) => boolean = () => false): Seen[] => {
      const log: Seen[] = [];
      const usual = stage.reach.bind(stage);
      stage.reach = (event, apply) =>
        usual(event, () => {
          apply();
          if (!lacks(event)) log.push(event);
        });
      return log;
    };
    const of = (report: { sinks: readonly { sink: string }[] }, name: string) =>
      report.sinks.find(({ sink }) => sink === name);

    it('expects every event in a log, earlier changes and removals included', async () => {
      const stage = new FakeStage();
      const log = logOf(stage);
      stage.sinks = { ...stage.sinks, lake: { kind: 'log', find: async () => log } };
      const { report, problems } = await outcome(stage);
      expect(of(report, 'lake')).toMatchObject({ delivered: 21, superseded: 0, lost: 0 });
      expect(problems).toEqual([]);
    });

    it('does not take what a log lacks for superseded', async () => {
      const stage = new FakeStage();
      const log = logOf(stage, ({ item, change }) => item === 3 && change === 1);
      stage.sinks = { ...stage.sinks, lake: { kind: 'log', find: async () => log } };
      expect(of((await outcome(stage)).report, 'lake')).toMatchObject({ lostIds: ['item 3 written'] });
    });

    it.each([
      ['delivers all of them where the number is right', 0, { delivered: 21, lost: 0 }],
      ['loses all of them where it is not, because nobody knows which', 1, { delivered: 0, lost: 20 }],
    ])('asks a total for the events together, and %s', async (_, missing, expected) => {
      const stage = new FakeStage();
      const log = logOf(stage);
      const read = async () => 2 * log.length - missing;
      stage.sinks = { ...stage.sinks, report: { kind: 'total', adds: () => 2, read } };
      expect(of((await outcome(stage)).report, 'report')).toMatchObject(expected);
    });

    it('waits in each sink for the events that are meant for it', async () => {
      const stage = new FakeStage();
      const log = logOf(stage);
      stage.sinks = { ...stage.sinks, alerts: { kind: 'log', find: async () => log.filter(({ item }) => item === 5) } };
      for (const event of stage.events) event.meantFor = event.item === 5 ? ['index', 'alerts'] : ['index'];
      const { report, problems } = await outcome(stage);
      expect(of(report, 'alerts')).toMatchObject({ delivered: 2, lost: 0 });
      expect(problems).toEqual([]);
    });

    it('says why a total could not be read', async () => {
      const stage = new FakeStage();
      stage.sinks = {
        report: { kind: 'total', adds: () => 1, read: async () => ({ problem: 'the table is locked' }) },
      };
      expect((await outcome(stage)).problems).toContain('the report did not answer: the table is locked');
    });
  });

  it('loses the removal that the index does not see', async () => {
    const stage = stageThat((_, { removes }) => removes);
    expect((await outcome(stage)).sink.lostIds).toEqual(['item 0 removed']);
  });

  it.each<[string, (all: Seen[]) => Seen[]]>([
    ['is empty', () => []],
    ['lacks other items, too', (all) => all.slice(5)],
  ])('does not take an item for removed because an answer %s', async (_, part) => {
    const stage = stageThat((_, { removes }) => removes);
    let complete = 0;
    stage.find = async function (this: FakeStage) {
      const all = [...this.index.values()];
      return all.length > 0 && ++complete > 1 && complete < 5 ? part(all) : all;
    };
    const { report, sink } = await outcome(stage);
    expect(report.events).toBe(21);
    expect(sink.lostIds).toEqual(['item 0 removed']);
  });

  it('does not take an item that never arrived for one that was removed', async () => {
    const { report, sink } = await outcome(stageThat(() => true));
    expect(report.events).toBe(20);
    expect(sink.lost).toBe(20);
  });

  it('finds what is parked in the failure store', async () => {
    const stage = stageThat(({ failures }, { item, name }) => {
      if (item < 2) failures.push({ event: name, sinks: ['index'], where: 'rejected/x', why: '400' });
      return item < 2;
    });
    const { report, sink, problems } = await outcome(stage);
    expect(sink).toMatchObject({ parked: 4, lost: 0 });
    expect(problems).toEqual([]);
    expect(printed(report, 'dev')).toContain('npm run replay -- list --stage dev');
  });

  it('waits for an engine that wakes up, and says why it waits', async () => {
    const stage = new FakeStage();
    stage.find = async function (this: FakeStage) {
      return this.time < 20_000 ? { problem: '503 waking up' } : [...this.index.values()];
    };
    expect((await outcome(stage)).sink.lost).toBe(0);
    expect(stage.told[0]).toBe('0 of 20 events accounted for, 0 s; the index did not answer: 503 waking up');
  });

  it('says that a sink never answered', async () => {
    const stage = new FakeStage();
    stage.find = async () => ({ problem: '500 broken' });
    expect((await outcome(stage)).problems).toContain('the index did not answer: 500 broken');
  });

  it.each<[string, (stage: FakeStage) => void]>([
    ['a look', (stage) => (stage.find = () => Promise.reject(new Error('stop')))],
    ['waiting', (stage) => (stage.sleep = () => Promise.reject(new Error('stop')))],
    ['a signal', (stage) => stage.stop()],
    [
      'sending',
      (stage) => {
        stage.sent = async function (this: FakeStage, event) {
          await FakeStage.prototype.sent.call(this, event);
          // the answer is lost, the item is there
          if (event.item === 5) throw new Error('stop');
        };
      },
    ],
  ])('removes what it sent when %s ends it', async (_, spoil) => {
    const stage = new FakeStage();
    spoil(stage);
    await expect(smoke(stage, patience, stage)).rejects.toThrow('stop');
    expect(stage.source.size).toBe(0);
  });

  it('names what it could not remove', async () => {
    const stage = new FakeStage();
    stage.cleanUp = async () => ['item 7'];
    expect((await outcome(stage)).problems).toEqual(['could not be removed: item 7']);
    expect(stage.told.at(-1)).toBe('Could not remove: item 7');
  });
});

it('looks for parked events in what was parked since it began, and goes on past what cannot be read', async () => {
  const begun = Date.UTC(2026, 10, 23);
  const reads: string[] = [];
  const at = (milliseconds: number) => new Date(begun + milliseconds);
  const objects: OpenFailureStore['objects'] = {
    async *keys() {
      yield { key: 'old', at: at(-3_600_000) };
      yield { key: 'broken', at: at(1000) };
      yield { key: 'new', at: at(-1000) };
    },
    read: async ({ key }) => {
      reads.push(key);
      if (key === 'broken') throw new Unreadable('broken: cannot be read');
      return { key, at: at(0), version: 'v1', records: [{ reason: 'why' }, { reason: 'of somebody else' }] };
    },
    remove: () => Promise.reject(new Error('nothing is removed')),
  };
  const told: string[] = [];
  const [event] = new FakeStage().events;
  const eventOf = ({ reason }: ParkedRecord) => (reason === 'why' ? event : undefined);
  const stores = [{ objects, sinks: ['index'] }];
  expect(await parkedSince(begun, stores, eventOf, (problem) => told.push(problem))()).toEqual([
    { event: 'item 0 written', sinks: ['index'], where: 'new', why: 'why' },
  ]);
  expect(reads).toEqual(['broken', 'new']);
  expect(told).toEqual(['broken: cannot be read']);
});
