import { isDeepStrictEqual } from 'node:util';
import { itemKey } from '../../contract/derived/item.ts';
import mapping from '../../contract/derived/item-mapping.json' with { type: 'json' };
import samples from '../../contract/derived/item-samples.json' with { type: 'json' };

export type PlainItem = Record<string, unknown>;

/** A field beside the key that holds a single value: an object in its place is refused by the index. */
const [single] = Object.entries(mapping.properties as Record<string, { type?: string }>).find(
  ([name, { type }]) => type !== undefined && itemKey.every((key) => key.name !== name),
)!;
const wrongKind = { of: 'the wrong kind' };

/** An item as no index takes it. */
export const wrongItem = (item: PlainItem): PlainItem => ({ ...item, [single]: wrongKind });

export const isWrong = (item: PlainItem): boolean => isDeepStrictEqual(item[single], wrongKind);

/** The nth item: a sample of the contract, under a key of its own beyond the last sample. */
export function sampleItem(nth: number): PlainItem {
  const sample = samples[nth % samples.length] as PlainItem;
  const round = Math.floor(nth / samples.length);
  if (round === 0) return sample;
  const key = itemKey.map(({ name, type }) => [name, beyond[type](sample[name] as never, round)]);
  return { ...sample, ...Object.fromEntries(key) };
}

/** The value of a key that no sample has, by DynamoDB's name of its type. */
const beyond = {
  N: (value: number, round: number) => value + round * 1000,
  S: (value: string, round: number) => `${value}-${round}`,
  B: (value: string, round: number) => btoa(`${atob(value)}-${round}`),
};

export const keyOf = (item: PlainItem): PlainItem => Object.fromEntries(itemKey.map(({ name }) => [name, item[name]]));
