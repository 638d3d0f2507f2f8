import { createLedger, type SinkSummary } from '../../.stream-pipeline/runtime/runtime.cjs';
import type { Mark, MarkedItem, MarkedItems } from './marked-items.ts';

/** What a smoke test needs of a deployed stage. */
export interface SmokePorts {
  /** Writes an item that is not there yet, or changes one of this run. */
  write(item: MarkedItem, change: 'written' | 'updated'): Promise<void>;
  /** Removes an item, if it is of this run. */
  remove(item: MarkedItem): Promise<void>;
  /** The marks of the items that the search API finds, or why it does not answer now. */
  find(): Promise<Mark[] | { problem: string }>;
  /** The changes of this run that lie in the failure store. */
  parked(): Promise<ParkedMark[]>;
  /** Milliseconds. */
  now(): number;
  /** Rejects when the run is to end. */
  sleep(milliseconds: number): Promise<void>;
  tell(progress: string): void;
}

/** A removal has `removed` for its change. */
export interface ParkedMark {
  item: number;
  change: number;
  where: string;
  why: string;
}

export interface SmokeReport {
  run: string;
  events: number;
  /** From the first write until the last change was accounted for, or given up. */
  seconds: number;
  sinks: readonly SinkSummary[];
  /** Why the search API gave no answer when it was last asked. */
  problem: string | undefined;
  /** Items that could not be removed again. */
  left: readonly string[];
}

const sink = 'index';
const words = ['written', 'updated', 'removed'] as const;
export const removed = 3;
/** Milliseconds. */
const betweenSearches = 2000;

/**
 * Sends marked changes, and waits until each is accounted for: `patience` milliseconds at most, for the removal once more.
 * Whatever happens, the items are removed in the end.
 */
export async function smoke(marked: MarkedItems, patience: number, ports: SmokePorts): Promise<SmokeReport> {
  const account = new SmokeAccount(marked.items, ports);
  const begun = ports.now();
  let seconds = 0;
  let left: string[] = [];
  try {
    for (const change of ['written', 'updated'] as const)
      for (const item of marked.items) await account.send(item, change, () => ports.write(item, change));
    await account.settled(patience);
    const [first] = marked.items;
    // without having been there, it would be missing for the wrong reason
    if (account.has(first!, 'updated')) {
      await account.send(first!, 'removed', () => ports.remove(first!));
      await account.settled(patience);
    }
    seconds = Math.round((ports.now() - begun) / 1000);
  } finally {
    left = await removeAll(marked.items, ports);
  }
  const { problem, events } = account;
  return { run: marked.run, events, seconds, sinks: account.summary(), problem, left };
}

async function removeAll(items: readonly MarkedItem[], ports: SmokePorts): Promise<string[]> {
  const ended = await Promise.allSettled(items.map((item) => ports.remove(item)));
  const left = items.filter((_, at) => ended[at]!.status === 'rejected').map(({ name }) => name);
  if (left.length > 0) ports.tell(`Could not remove from the table: ${left.join(', ')}`);
  return left;
}

type Change = (typeof words)[number];

/** What has been sent, and where it has been seen. */
class SmokeAccount {
  readonly #items: readonly MarkedItem[];
  readonly #ports: SmokePorts;
  readonly #ledger = createLedger();
  /** The changes that were sent, by the name the ledger has for them. */
  readonly #sent = new Map<string, { item: number; change: number }>();
  readonly #accounted = new Set<string>();
  problem: string | undefined;

  constructor(items: readonly MarkedItem[], ports: SmokePorts) {
    this.#items = items;
    this.#ports = ports;
  }

  get events(): number {
    return this.#sent.size;
  }

  async send(item: MarkedItem, change: Change, call: () => Promise<void>): Promise<void> {
    await call();
    const event = { item: this.#items.indexOf(item), change: words.indexOf(change) + 1 };
    this.#sent.set(this.#name(event), event);
    this.#ledger.accept(this.#name(event), [sink]);
  }

  /** Whether the index has had an item in this state. */
  has(item: MarkedItem, change: Change): boolean {
    const name = this.#name({ item: this.#items.indexOf(item), change: words.indexOf(change) + 1 });
    return this.#isDelivered(name);
  }

  #isDelivered(name: string): boolean {
    return this.#accounted.has(name) && this.#ledger.fate(name, sink).fate === 'delivered';
  }

  /** Looks until everything that was sent is accounted for, or the time is over. */
  async settled(patience: number): Promise<void> {
    const ports = this.#ports;
    const begun = ports.now();
    for (let round = 1; ; round++) {
      await this.#look();
      const waited = ports.now() - begun;
      // the failure store is listed whole: seldom, and when there is reason to
      if (!this.#complete && (round % 10 === 0 || waited >= patience)) await this.#lookAtParked();
      const seconds = Math.round(waited / 1000);
      ports.tell(`${this.#accounted.size} of ${this.#sent.size} changes accounted for, ${seconds} s${this.#because}`);
      if (this.#complete || waited >= patience) break;
      await ports.sleep(Math.min(betweenSearches, patience - waited));
    }
  }

  summary(): readonly SinkSummary[] {
    return this.#ledger.summary();
  }

  get #complete(): boolean {
    return this.#accounted.size === this.#sent.size;
  }

  get #because(): string {
    return this.problem === undefined ? '' : `; ${this.problem}`;
  }

  async #look(): Promise<void> {
    const found = await this.#ports.find();
    this.problem = 'problem' in found ? found.problem : undefined;
    if ('problem' in found) return;
    const newest = new Map(found.map(({ item, change }) => [item, change]));
    // an answer without items that are there tells nothing about one that is to be gone
    const whole = this.#staying.every((item) => newest.has(item));
    for (const [name, { item, change }] of this.#sent) {
      const seen = newest.get(item);
      if (change === removed ? seen === undefined && whole : seen === change) this.#is('delivered', name);
      else if (change !== removed && seen !== undefined && seen > change) this.#is('superseded', name);
    }
  }

  /** The items that the index has had, and that nothing has removed. */
  get #staying(): number[] {
    const sent = [...this.#sent];
    const gone = new Set(sent.filter(([, { change }]) => change === removed).map(([, { item }]) => item));
    return sent.filter(([name, { item }]) => !gone.has(item) && this.#isDelivered(name)).map(([, { item }]) => item);
  }

  async #lookAtParked(): Promise<void> {
    for (const { item, change, where, why } of await this.#ports.parked()) {
      const name = this.#name({ item, change });
      if (!this.#sent.has(name)) continue;
      this.#ledger.parked(name, sink, where, why);
      this.#accounted.add(name);
    }
  }

  /** Seen once is enough: what is seen again is the same delivery. */
  #is(fate: 'delivered' | 'superseded', name: string): void {
    if (this.#accounted.has(name)) return;
    this.#ledger[fate](name, sink);
    this.#accounted.add(name);
  }

  #name({ item, change }: { item: number; change: number }): string {
    return `${this.#items[item]!.name} ${words[change - 1]}`;
  }
}
