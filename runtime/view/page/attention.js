// When a node needs attention, and why. The page and the terminal use the same rules.
import { count, duration } from './format.js';
/** @import { FaultSwitch, ViewNode } from '../state.ts' */

/**
 * A node is behind when the slowest hundredth of its records was later than this, in milliseconds on the clock of the run,
 * over the last half minute; or when its backlog grows.
 */
export const highLag = 30_000;

/** A backlog grows when so many records wait, and more of them at each of so many looks, a second apart. */
export const backlog = { records: 100, looks: 5 };

/**
 * @typedef {object} Attention
 * @property {string} short - a few words for the node itself: "2 faults on · behind"
 * @property {string} long - a sentence for those who want to know why
 */

/** Milliseconds between two looks at the backlogs. */
const pause = 900;

/** Looks at the nodes, and remembers how their backlogs grew. */
export class Lookout {
  #looked = -Infinity;
  /** @type {Map<string, { waiting: number, rises: number, peak: number }>} */
  #backlogs = new Map();

  /**
   * What needs attention, by the name of the node. It may be asked more often than it looks.
   *
   * @param {{ nodes: readonly ViewNode[], faults: readonly FaultSwitch[] }} state
   * @param {number} now - milliseconds of real time
   * @returns {Map<string, Attention>}
   */
  look({ nodes, faults }, now) {
    if (now - this.#looked >= pause) {
      for (const node of nodes) this.#remember(node);
      this.#looked = now;
    }
    /** @type {Map<string, Attention>} */
    const found = new Map();
    for (const node of nodes) {
      const on = faults.filter((fault) => fault.on && fault.nodes.includes(node.name));
      const why = [this.#growing(node), lagging(node)].filter((reason) => reason !== undefined);
      if (on.length === 0 && why.length === 0) continue;
      const switched = on.length === 1 ? '1 fault on' : on.length > 1 ? `${on.length} faults on` : '';
      found.set(node.name, {
        short: [switched, why.length > 0 ? 'behind' : ''].filter(Boolean).join(' · '),
        long: [
          ...(on.length > 0 ? [`${switched}: ${on.map(({ title }) => title).join(', ')}`] : []),
          ...why.map((reason) => `behind: ${reason}`),
        ].join('; '),
      });
    }
    return found;
  }

  /**
   * A backlog that grew stays one until half of it is gone.
   *
   * @param {ViewNode} node
   */
  #remember({ name, waiting }) {
    const before = this.#backlogs.get(name);
    const rises = before && waiting > before.waiting ? before.rises + 1 : 0;
    const begins = rises >= backlog.looks && waiting >= backlog.records;
    const known = before?.peak ?? 0;
    const lasts = known > 0 && waiting >= backlog.records && waiting > known / 2;
    const peak = begins || lasts ? Math.max(known, waiting) : 0;
    this.#backlogs.set(name, { waiting, rises, peak });
  }

  /** @param {ViewNode} node */
  #growing({ name, waiting }) {
    return (this.#backlogs.get(name)?.peak ?? 0) > 0 ? `${count(waiting)} records wait` : undefined;
  }
}

/** @param {ViewNode} node */
const lagging = ({ lag }) => (lag && lag.p99 >= highLag ? `lag p99 ${duration(lag.p99)}` : undefined);
