import { itemKey } from '../../contract/derived/item.ts';
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };

export type PlainItem = Record<string, unknown>;

/** The nth item: a sample of the contract, under a key of its own beyond the last sample. */
export function sampleItem(nth: number): PlainItem {
  const sample = samples[nth % samples.length] as PlainItem;
  const round = Math.floor(nth / samples.length);
  const key = itemKey.map(({ name, type }) => [
    name,
    type === 'N' ? Number(sample[name]) + round * 1000 : String(sample[name]) + (round > 0 ? `-${round}` : ''),
  ]);
  return { ...sample, ...Object.fromEntries(key) };
}

export const keyOf = (item: PlainItem): PlainItem => Object.fromEntries(itemKey.map(({ name }) => [name, item[name]]));
