import { itemKey } from '../../contract/derived/item.ts';
import mapping from '../../contract/derived/item-mapping.json' with { type: 'json' };
import { dynamodbItem, keyOf, sampleItem } from '../change-records.ts';
import { seededRandom } from './seeded-random.ts';
import type { World } from './world.ts';

/** A field beside the key that holds a single value: an object in its place is refused by the index. */
const [single] = Object.entries(mapping.properties as Record<string, { type?: string }>).find(
  ([name, { type }]) => type !== undefined && itemKey.every((key) => key.name !== name),
)!;

const items = 120;

/**
 * So many changes in bursts, over a number of items: written, removed, written again, within an instant or over seconds. Some
 * items cannot be indexed as they are, and are corrected later or not; some records of the stream are no changes at all.
 */
export async function work({ table, stream, clock }: World, seed: number, changes: number): Promise<void> {
  const random = seededRandom(seed);
  const pick = (count: number) => Math.floor(random() * count);
  for (let nth = 0; nth < changes;) {
    const key = keyOf(sampleItem(pick(items)));
    for (const end = Math.min(changes, nth + 1 + pick(4)); nth < end; nth++) {
      const item = { ...sampleItem(pick(items)), ...key };
      const chance = random();
      if (chance < 0.2) table.delete(dynamodbItem(key) as never);
      else if (chance < 0.25) table.expire(dynamodbItem(key) as never);
      else if (chance < 0.32) table.put(dynamodbItem({ ...item, [single]: { of: 'the wrong kind' } }) as never);
      else if (chance < 0.33) stream.put('poison', `poison ${nth}`);
      else table.put(dynamodbItem(item) as never);
      if (random() < 0.3) await clock.advance(pick(2_000));
    }
    if (random() < 0.5) await clock.advance(pick(4_000));
  }
}
