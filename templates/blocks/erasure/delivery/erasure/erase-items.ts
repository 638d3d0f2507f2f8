import { nothing, type Erased } from './erase-objects.ts';

/** What a table has of a user: the keys of items. */
export interface ItemsOfUser<Key> {
  keys(): AsyncIterable<Key>;
  remove(key: Key): Promise<void>;
}

/** Removes the items of a user; without `sure`, counts them. */
export async function eraseItems<Key>(items: ItemsOfUser<Key>, sure: boolean): Promise<Erased> {
  const sum = nothing();
  for await (const key of items.keys()) {
    if (sure) await items.remove(key);
    sum.theirs++;
    sum.touched++;
    sum.of++;
  }
  return sum;
}
