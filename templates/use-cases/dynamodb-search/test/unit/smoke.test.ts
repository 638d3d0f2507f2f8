import { describe, expect, it } from '@jest/globals';
import { itemKey } from '../../contract/derived/item-table.ts';
import { readArguments } from '../../tools/smoke/arguments.ts';
import {
  markAttribute,
  type Item,
  type Mark,
  type MarkedItem,
  type MarkedItems,
} from '../../tools/smoke/marked-items.ts';
import { parkedMarks } from '../../tools/smoke/parked-marks.ts';
import { printed, problemsOf } from '../../tools/smoke/report.ts';
import { marksIn } from '../../tools/smoke/search-function.ts';
import { smoke, type ParkedMark, type SmokePorts } from '../../tools/smoke/smoke.ts';

const run = '0badcafe';
const key = (nth: number): Item =>
  Object.fromEntries(itemKey.map(({ name, type }) => [name, type === 'N' ? nth + 1 : btoa(`key ${nth}`)]));
const items = Array.from({ length: 10 }, (_, item): MarkedItem => {
  const marked = (change: number) => ({ ...key(item), [markAttribute]: { run, item, change } });
  return { name: `item ${item}`, key: key(item), written: marked(1), updated: marked(2) };
});
const marked: MarkedItems = { run, items, query: new URLSearchParams() };
const patience = 60_000;

/** A stage in which the index follows the table after a while. */
class FakeStage implements SmokePorts {
  time = 0;
  readonly table = new Map<MarkedItem, Mark>();
  readonly index = new Map<number, Mark>();
  readonly told: string[] = [];
  readonly failures: ParkedMark[] = [];
  readonly #queue: { at: number; apply: () => void }[] = [];
  /** Milliseconds. */
  lag = 3000;

  async write(item: MarkedItem, change: 'written' | 'updated'): Promise<void> {
    const mark = item[change][markAttribute] as Mark;
    this.table.set(item, mark);
    this.reach(mark, () => this.index.set(mark.item, mark));
  }

  async remove(item: MarkedItem): Promise<void> {
    if (!this.table.delete(item)) return;
    const mark = { run, item: items.indexOf(item), change: 3 };
    this.reach(mark, () => this.index.delete(mark.item));
  }

  /** What a stage does wrong is done here. */
  reach(_mark: Mark, apply: () => void): void {
    this.#queue.push({ at: this.time + this.lag, apply });
  }

  async find(): Promise<Mark[] | { problem: string }> {
    return [...this.index.values()];
  }

  parked = async () => this.failures;
  now = () => this.time;
  tell = (text: string) => void this.told.push(text);

  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const { apply } of this.#queue.filter(({ at }) => at <= this.time)) apply();
    this.#queue.splice(0, this.#queue.length, ...this.#queue.filter(({ at }) => at > this.time));
  }
}

const sinkOf = async (stage: FakeStage) => {
  const report = await smoke(marked, patience, stage);
  return { report, sink: report.sinks[0]!, problems: problemsOf(report) };
};

describe('a smoke test', () => {
  it('accounts for every change, and leaves nothing in the table', async () => {
    const stage = new FakeStage();
    const { report, sink, problems } = await sinkOf(stage);
    expect(report).toMatchObject({ run, events: 21, left: [], seconds: 8 });
    expect(sink).toMatchObject({ sink: 'index', delivered: 11, superseded: 10, parked: 0, lost: 0, duplicates: 0 });
    expect(problems).toEqual([]);
    expect(stage.table.size).toBe(0);
    expect(stage.told.at(-1)).toBe('21 of 21 changes accounted for, 4 s');
    expect(printed(report, 'dev')).toContain(
      '  delivered                       11   the sink holds, or held, this version\n',
    );
  });

  it('names what is lost, after its patience', async () => {
    const stage = new FakeStage();
    stage.reach = function (this: FakeStage, { item, change }, apply) {
      if (item !== 4 || change !== 2) FakeStage.prototype.reach.call(this, { run, item, change }, apply);
    };
    const { report, sink, problems } = await sinkOf(stage);
    expect(sink).toMatchObject({ lost: 1, lostIds: ['item 4 updated'] });
    expect(problems).toEqual(['lost on the way to index: item 4 updated']);
    expect(report.seconds).toBeGreaterThanOrEqual(patience / 1000);
    expect(stage.table.size).toBe(0);
  });

  it('loses the removal that the index does not see', async () => {
    const stage = new FakeStage();
    stage.reach = function (this: FakeStage, mark, apply) {
      if (mark.change !== 3) FakeStage.prototype.reach.call(this, mark, apply);
    };
    expect((await sinkOf(stage)).sink.lostIds).toEqual(['item 0 removed']);
  });

  it.each<[string, (all: Mark[]) => Mark[]]>([
    ['is empty', () => []],
    ['lacks other items, too', (all) => all.slice(5)],
  ])('does not take an item for removed because an answer %s', async (_, part) => {
    const stage = new FakeStage();
    stage.reach = function (this: FakeStage, mark, apply) {
      if (mark.change !== 3) FakeStage.prototype.reach.call(this, mark, apply);
    };
    let complete = 0;
    stage.find = async function (this: FakeStage) {
      const all = [...this.index.values()];
      return all.length > 0 && ++complete > 1 && complete < 5 ? part(all) : all;
    };
    const { report, sink } = await sinkOf(stage);
    expect(report.events).toBe(21);
    expect(sink.lostIds).toEqual(['item 0 removed']);
  });

  it('does not take an item that never arrived for one that was removed', async () => {
    const stage = new FakeStage();
    stage.reach = () => {};
    const { report, sink } = await sinkOf(stage);
    expect(report.events).toBe(20);
    expect(sink.lost).toBe(20);
  });

  it('finds what is parked in the failure store', async () => {
    const stage = new FakeStage();
    stage.reach = function (this: FakeStage, mark, apply) {
      if (mark.item < 2) this.failures.push({ ...mark, where: 'rejected/x', why: '400' });
      else FakeStage.prototype.reach.call(this, mark, apply);
    };
    const { report, sink, problems } = await sinkOf(stage);
    expect(sink).toMatchObject({ parked: 4, lost: 0 });
    expect(problems).toEqual([]);
    expect(printed(report, 'dev')).toContain('npm run replay -- list --stage dev');
  });

  it('waits for an engine that wakes up, and says why it waits', async () => {
    const stage = new FakeStage();
    stage.find = async function (this: FakeStage) {
      return this.time < 20_000 ? { problem: '503 waking up' } : [...this.index.values()];
    };
    expect((await sinkOf(stage)).sink.lost).toBe(0);
    expect(stage.told[0]).toBe('0 of 20 changes accounted for, 0 s; 503 waking up');
  });

  it('says that the API never answered', async () => {
    const stage = new FakeStage();
    stage.find = async () => ({ problem: '500 broken' });
    expect((await sinkOf(stage)).problems).toContain('the search API did not answer: 500 broken');
  });

  it.each<[string, (stage: FakeStage) => void]>([
    ['a search', (stage) => (stage.find = () => Promise.reject(new Error('stop')))],
    ['waiting', (stage) => (stage.sleep = () => Promise.reject(new Error('stop')))],
    [
      'writing',
      (stage) => {
        stage.write = async function (this: FakeStage, item, change) {
          await FakeStage.prototype.write.call(this, item, change);
          // the answer is lost, the item is there
          if (item === items[5]) throw new Error('stop');
        };
      },
    ],
  ])('removes what it wrote when %s ends it', async (_, spoil) => {
    const stage = new FakeStage();
    spoil(stage);
    await expect(smoke(marked, patience, stage)).rejects.toThrow('stop');
    expect(stage.table.size).toBe(0);
  });

  it('names what it could not remove', async () => {
    const stage = new FakeStage();
    stage.remove = async function (this: FakeStage, item) {
      if (item === items[7]) throw new Error('throttled');
      await FakeStage.prototype.remove.call(this, item);
    };
    const { problems } = await sinkOf(stage);
    expect(problems).toEqual(['still in the table: item 7']);
  });
});

describe('what the search function answers', () => {
  const answer = (statusCode: number, body: object) => JSON.stringify({ statusCode, body: JSON.stringify(body) });
  const mark = { run, item: 3, change: 2 };

  it('is read for the marks of the run', () => {
    const found = [
      { item: { [markAttribute]: mark } },
      { item: { [markAttribute]: { ...mark, run: 'other' } } },
      { item: {} },
    ];
    expect(marksIn(answer(200, { items: found }), run)).toEqual([mark]);
  });

  it('may be that the engine is not there now', () => {
    expect(marksIn(answer(503, { message: 'waking up' }), run)).toEqual({ problem: '503 {"message":"waking up"}' });
  });

  it('is no answer when it refuses the search', () => {
    expect(() => marksIn(answer(400, { problems: ['q'] }), run)).toThrow('rejected the search for marked items: 400');
  });
});

describe('a parked record', () => {
  /** As the change stream has it, with binary values encoded twice. */
  const keys = (nth: number) =>
    Object.fromEntries(
      itemKey.map(({ name, type }) => {
        const value = String(key(nth)[name]);
        return [name, { [type]: type === 'B' ? btoa(value) : value }];
      }),
    );
  const record = (nth: number, change?: number) => ({
    partitionKey: 'p',
    reason: 'why',
    data: btoa(
      JSON.stringify({
        eventName: change === undefined ? 'REMOVE' : 'MODIFY',
        dynamodb: {
          ApproximateCreationDateTime: 1,
          Keys: keys(nth),
          ...(change === undefined
            ? {}
            : {
                NewImage: {
                  ...keys(nth),
                  [markAttribute]: { M: { run: { S: run }, item: { N: String(nth) }, change: { N: String(change) } } },
                },
              }),
        },
      }),
    ),
  });

  it('is known by its key, and its change by the mark', () => {
    const object = {
      key: 'rejected/x',
      kind: 'rejected' as const,
      at: new Date(0),
      records: [
        record(3, 2),
        record(99, 1),
        record(0),
        { partitionKey: 'p', data: btoa('no change'), reason: 'unreadable' },
      ],
    };
    const parked = { where: 'rejected/x', why: 'why' };
    expect(parkedMarks(object, items)).toEqual([
      { item: 3, change: 2, ...parked },
      { item: 0, change: 3, ...parked },
    ]);
  });
});

describe('the command line', () => {
  it('names a stage', () => {
    expect(readArguments(['--stage', 'dev', '--json'], ['dev', 'prod'])).toEqual({ stage: 'dev', json: true });
  });

  it.each([[[]], [['--stage', 'test']], [['--all']]])('%j is answered with the usage', (argv) => {
    expect(() => readArguments(argv, ['dev', 'prod'])).toThrow('npm run smoke -- --stage dev|prod');
  });
});
