import { Evaluator, type Evaluation } from '../processors/evaluator/evaluator.ts';
import type { Frontier } from '../processors/evaluator/source-state.ts';
import type { Alert } from '../processors/lib/detector/alert.ts';
import { defaultCoolDown } from '../processors/lib/detector/cool-down.ts';
import { inOrder, keys, type Registry } from '../processors/lib/detector/layout.ts';
import type { Tally } from '../processors/lib/detector/tally.ts';
import { minute, noon } from './access-records.ts';
import { MemoryRows } from './memory-rows.ts';

const always = { remaining: () => 30_000 };
const delay = 5 * minute;
export const shard = 'shardId-000000000000';
/** The fence of the window at `start`. */
export const fence = (start: number) => start + minute + delay;

/** A source whose windows are written and judged, one minute after the other. */
export class World {
  readonly rows = new MemoryRows();
  readonly told: Alert[] = [];
  topicFails: (alert: Alert) => boolean = () => false;
  /** The topic has taken it, and its answer is lost. */
  answerLost = false;
  now = fence(noon);
  evaluator = this.restarted();

  restarted(): Evaluator {
    const tell = async (alert: Alert) => {
      if (this.topicFails(alert)) throw Object.assign(new Error('no'), { name: 'InternalError' });
      this.told.push(alert);
      if (this.answerLost) throw new Error('socket hang up');
    };
    const settings = { delays: { '*': delay }, coolDown: defaultCoolDown, tell, longestWait: 30 * minute };
    return (this.evaluator = new Evaluator(this.rows, settings, { now: () => this.now }));
  }

  async progress(arrived: number, name = shard, counted = this.now): Promise<void> {
    const set = async (key: { pk: string; sk: string }, body: object) => {
      const known = await this.rows.get(key);
      const version = inOrder(Number(known?.version ?? 0) + 1);
      await this.rows.put(key, { version, body }, { was: known?.version, expires: undefined });
    };
    const registry = (await this.rows.get<Registry>(keys.registry))?.body ?? { shards: [], sources: ['alb'] };
    if (!registry.shards.some(([each]) => each === name))
      await set(keys.registry, { ...registry, shards: [...registry.shards, [name, this.now]] });
    await set(keys.progress(name), { arrived, counted });
  }

  async count(start: number, groups: Record<string, Partial<Tally>>, name = shard): Promise<void> {
    const body = Object.entries(groups).map(([group, tally]) => [group, { ...usual, ...tally }]);
    await this.rows.put(keys.part('alb', start, name), { version: '1', body }, { was: undefined, expires: undefined });
  }

  run(): Promise<Evaluation> {
    return this.evaluator.run(always);
  }

  /** Writes and judges one window. */
  async minute(start: number, groups: Record<string, Partial<Tally>>): Promise<Evaluation> {
    this.now = fence(start);
    await this.count(start, groups);
    await this.progress(this.now);
    return await this.run();
  }

  /** An hour of usual windows that ends before `noon`. */
  async hour(groups = ['/a']): Promise<void> {
    this.now = fence(noon - 63 * minute);
    await this.progress(this.now);
    await this.run();
    for (let back = 60; back >= 1; back--)
      await this.minute(noon - back * minute, Object.fromEntries(groups.map((group) => [group, jittered(back)])));
  }

  frontier = () => this.rows.bodies<Frontier>('frontier#alb')[0]!;
}

const usual: Tally = {
  requests: 600,
  failed: 1,
  denied: 12,
  bytes: 60_000,
  contributors: [{ client: '192.0.2.1', requests: 30, failures: 1, bytes: 3000 }],
  clients: [],
};
export const jittered = (at: number): Partial<Tally> => ({ requests: 600 + ((at * 37) % 41), failed: at % 3 });
export const outage: Partial<Tally> = {
  failed: 400,
  contributors: [{ client: '192.0.2.9', requests: 40, failures: 38, bytes: 1 }],
};
