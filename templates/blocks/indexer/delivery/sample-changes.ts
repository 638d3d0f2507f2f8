import samples from '../contract/derived/item-samples.json' with { type: 'json' };
import { keyOf, offContractItem, sampleItem, wrongItem, type PlainItem } from './sample-items.ts';
import { seededRandom } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** Something that happens to the table, or to its stream. */
export type SampleChange =
  | { kind: 'put'; item: PlainItem }
  | { kind: 'delete'; key: PlainItem }
  /** Removed by DynamoDB's time to live. */
  | { kind: 'expire'; key: PlainItem }
  /** A record that is not a change. */
  | { kind: 'poison'; text: string };

export interface SampleOptions {
  seed: number;
  /** How many different items the changes concern at most. */
  items: number;
  /** The share of changes that are made to a new item, until there are `items` of them, 0 to 1. */
  fresh: number;
  /** The share of changes that make an item break its contract, 0 to 1. It is indexed all the same. */
  offContract: number;
  /** The share of changes that make an item invalid for the index, 0 to 1. */
  wrong: number;
  /** The share of changes that are unreadable records, 0 to 1. */
  unreadable: number;
}

/**
 * Endless changes: items are written, removed and written again. Some break their contract, some are invalid, and only some of those
 * are corrected later. The same options give the same changes.
 */
export function* sampleChanges({
  seed,
  items,
  fresh,
  offContract,
  wrong,
  unreadable,
}: SampleOptions): Generator<SampleChange, never> {
  const random = seededRandom(seed);
  const pick = (count: number) => Math.floor(random() * count);
  let known = 0;
  const anyItem = () => (known < items && (known === 0 || random() < fresh) ? known++ : pick(known));
  for (let nth = 0; ;) {
    const key = keyOf(sampleItem(anyItem()));
    for (const end = nth + 1 + pick(4); nth < end; nth++) {
      const item = { ...sampleItem(pick(samples.length)), ...key };
      const chance = random();
      if (chance < wrong) yield { kind: 'put', item: wrongItem(item) };
      else if (chance < wrong + unreadable) yield { kind: 'poison', text: `poison ${nth}` };
      else if (chance < wrong + unreadable + offContract) yield { kind: 'put', item: offContractItem(item) };
      else if (chance > 0.95) yield { kind: 'expire', key };
      else if (chance > 0.75) yield { kind: 'delete', key };
      else yield { kind: 'put', item };
    }
  }
}
