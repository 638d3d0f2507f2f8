import { itemKey } from '../contract/derived/item-table.ts';
import mapping from '../contract/derived/item-mapping.json' with { type: 'json' };
import samples from '../contract/derived/item-samples.json' with { type: 'json' };

export type PlainItem = Record<string, unknown>;

/** Root fields outside the key that the index maps -> a value that it does not take in their place. */
const wrongValues: Record<string, unknown> = Object.fromEntries(
  Object.entries(mapping.properties as Record<string, { type?: string }>)
    .filter(([name, { type }]) => name !== 'stream' && type !== 'object' && itemKey.every((key) => key.name !== name))
    .map(([name, { type }]) => [name, type === undefined ? 'the wrong kind' : { of: 'the wrong kind' }]),
);

/** Attributes that no contract names, and that the engine refuses at the root of a document. */
const strangeAttributes: PlainItem = { _id: 'own', '.': 1, 'a..b': [{ '': null }], stream: { deleted: true } };

/** An item with the wrong kind of value in every field outside the key, and with strange attributes: it is indexed all the same. */
export const offContractItem = (item: PlainItem): PlainItem => ({ ...item, ...wrongValues, ...strangeAttributes });

/** OpenSearch reads names of at most 50,000 characters; those of DynamoDB have up to 64 KB. */
const longName = 'n'.repeat(50_001);

/** An item that no index accepts. */
export const wrongItem = (item: PlainItem): PlainItem => ({ ...item, [longName]: true });

export const isWrong = (item: PlainItem): boolean => Object.hasOwn(item, longName);

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
