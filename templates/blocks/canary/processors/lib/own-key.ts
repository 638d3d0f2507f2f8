import { ownValues, type Random, type ValueType } from './own-values.ts';

type Item = Readonly<Record<string, unknown>>;

/** What the contract says about keys. */
export interface KeyContract {
  /** Partition key, then sort key where there is one, with DynamoDB's types. */
  key: readonly { name: string; type: 'S' | 'N' | 'B' }[];
  /** Why an item does not keep the contract; empty where it does. */
  problems(item: unknown): readonly string[];
}

const valueTypes: Record<KeyContract['key'][number]['type'], ValueType> = { S: 'text', N: 'number', B: 'base64' };

export interface OwnKeyOptions {
  /** Written into the key where the contract leaves room for it. */
  mark: string;
  random: Random;
  /** Values that somebody has already. */
  isTaken(value: unknown): boolean;
}

/**
 * A key of its own for an item that is a sample in everything else. A field that the contract leaves no room in keeps the value
 * of the sample. Throws where no field has room.
 */
export function ownKey({ key, problems }: KeyContract, sample: Item, { mark, random, isTaken }: OwnKeyOptions): Item {
  let item = sample;
  for (const { name, type } of key)
    for (const value of ownValues(valueTypes[type], sample[name], mark, random)) {
      const candidate = { ...item, [name]: value };
      if (value === sample[name] || isTaken(value) || problems(candidate).length > 0) continue;
      item = candidate;
      break;
    }
  const names = key.map(({ name }) => name);
  if (item === sample) throw new Error(`The contract allows no new keys, which marked items need: ${names.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}
