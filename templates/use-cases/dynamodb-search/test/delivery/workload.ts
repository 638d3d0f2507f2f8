import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { keyOf, offContractItem, sampleItem, wrongItem, type PlainItem } from '../../delivery/sample-items.ts';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { dynamodbItem } from '../../processors/lib/dynamodb-item.ts';
import type { World } from './world.ts';

const seconds = 1000;

/** A value of each type that DynamoDB has, the digits and characters that are easily lost among them. */
const everyType: AttributeValue = {
  M: {
    digits: { N: '12345678901234567890.123456789012345678' },
    fraction: { N: '-0.001' },
    text: { S: '"quoted" \\ and\nbroken, ключ 🥾' },
    '"name" \\': { BOOL: false },
    nothing: { NULL: true },
    list: { L: [{ S: '' }, { L: [] }, { M: {} }] },
    texts: { SS: ['b', 'a"'] },
    numbers: { NS: ['2', '12345678901234567890'] },
    bytes: { B: Uint8Array.of(0, 255, 34) },
    manyBytes: { BS: [Uint8Array.of(1), Uint8Array.of(92)] },
  },
};

/**
 * Changes in rushes of a moment with pauses between them, so that batches hold changes of many items, and several of one. Items
 * are written, removed, written again, within an instant or over seconds; mostly new ones, because a later change hides what
 * became of the earlier ones. Some have attributes of every type; some break their contract; some cannot be indexed as they are, and
 * are corrected later or not. Every rush has records that are no changes at all, so that something is parked whatever is out of order.
 */
export class Workload {
  readonly #world: World;
  readonly #random: () => number;
  #items = 0;
  #poison = 0;

  constructor(world: World, seed: number) {
    this.#world = world;
    this.#random = seededRandom(seed);
  }

  async make(changes: number): Promise<void> {
    for (let left = changes; left > 0;) {
      const rush = Math.min(left, 1 + this.#pick(24));
      for (let nth = 0; nth < rush;) {
        const key = this.#key();
        for (const end = Math.min(rush, nth + 1 + this.#pick(5)); nth < end; nth++) await this.#change(key);
      }
      this.#world.stream.put('poison', `poison ${++this.#poison}`);
      left -= rush;
      await this.#world.clock.advance(this.#pick(45 * seconds));
    }
  }

  async #change(key: PlainItem): Promise<void> {
    const { table, clock } = this.#world;
    const item = { ...sampleItem(this.#pick(100)), ...key };
    const chance = this.#random();
    if (chance < 0.2) table.delete(dynamodbItem(key) as never);
    else if (chance < 0.25) table.expire(dynamodbItem(key) as never);
    else if (chance < 0.28) table.put(dynamodbItem(wrongItem(item)) as never);
    else if (chance < 0.35) table.put(dynamodbItem(offContractItem(item)) as never);
    else if (chance < 0.45) table.put({ ...dynamodbItem(item), everyType } as never);
    else table.put(dynamodbItem(item) as never);
    if (this.#random() < 0.1) await clock.advance(this.#pick(2 * seconds));
  }

  #key(): PlainItem {
    return keyOf(sampleItem(this.#items === 0 || this.#random() < 0.75 ? this.#items++ : this.#pick(this.#items)));
  }

  #pick(count: number): number {
    return Math.floor(this.#random() * count);
  }
}
