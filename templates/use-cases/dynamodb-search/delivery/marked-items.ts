import type { SearchModel } from '../contract/search-model.ts';
import { ownKey } from '../processors/lib/own-key.ts';
import { ownValues, type Random } from '../processors/lib/own-values.ts';

export type Item = Record<string, unknown>;

/** What marked items are made of. */
export interface Contract {
  key: readonly { name: string; type: 'S' | 'N' | 'B' }[];
  timeToLive: string | undefined;
  problems(item: unknown): readonly string[];
  search: SearchModel;
  samples: readonly Item[];
}

/** An attribute beside those of the contract: the index returns it, and never searches it. */
export const markAttribute = 'streamPipelineSmoke';

/** Whose an item is, which of the run's it is, and what has been done to it. */
export interface Mark {
  run: string;
  item: number;
  change: number;
}

export interface MarkedItem {
  /** For people. */
  name: string;
  key: Item;
  /** As it is written first, and as it is changed to. */
  written: Item;
  updated: Item;
}

export interface MarkedItems {
  items: readonly MarkedItem[];
  /** The search that finds all of them, and as little else as possible. */
  query: URLSearchParams;
}

export interface MarkedItemsOptions {
  run: string;
  count: number;
  /** When DynamoDB removes what a run could not remove itself, in seconds of Unix time. */
  expiry: number;
  random: Random;
}

/**
 * Samples of the contract under keys of their own, which the search API can find. Throws an error that says what the contract
 * would need, where there can be none.
 */
export function markedItems(contract: Contract, { run, count, expiry, random }: MarkedItemsOptions): MarkedItems {
  const bases = contract.samples.map((sample) => withExpiry(contract, sample, expiry));
  const base = (nth: number) => bases[nth % bases.length]!;
  const keys = keysOf(contract, base, run, count, random);
  const handle = handleOf(contract, { ...base(0), ...keys[0] }, keys, run, random);
  const items = keys.map((key, item): MarkedItem => {
    const marked = (nth: number, change: number): Item => ({
      ...base(nth),
      ...handle.fields,
      ...key,
      [markAttribute]: { run, item, change } satisfies Mark,
    });
    return {
      name: Object.values(key).join(' / '),
      key,
      written: marked(item, 1),
      updated: marked(item + 1, 2),
    };
  });
  return { items, query: new URLSearchParams([...handle.filters, ['facets', 'none'], ['pageSize', '100']]) };
}

/** Where items expire, marked ones do so soon. */
function withExpiry({ timeToLive, problems }: Contract, sample: Item, expiry: number): Item {
  if (timeToLive === undefined) return sample;
  const expiring = { ...sample, [timeToLive]: expiry };
  return problems(expiring).length === 0 ? expiring : sample;
}

const filterTypes = { keyword: 'text', integer: 'number', number: 'number', date: 'date' } as const;

/** So many different keys. */
function keysOf(contract: Contract, base: (nth: number) => Item, run: string, count: number, random: Random) {
  const taken = new Set<unknown>();
  return Array.from({ length: count }, (_, nth): Item => {
    const sample = base(nth);
    const key = ownKey(contract, sample, { mark: `smoke-${run}-${nth}`, random, isTaken: (value) => taken.has(value) });
    for (const [name, value] of Object.entries(key)) if (value !== sample[name]) taken.add(value);
    return key;
  });
}

interface Handle {
  filters: [string, string][];
  /** What the items have to hold for it. */
  fields: Item;
}

/** How the search API finds the items: by a field of the key, else by another field that all of them share. */
function handleOf(contract: Contract, item: Item, keys: readonly Item[], run: string, random: Random): Handle {
  const { key, search, problems } = contract;
  const byKey = key.map(({ name }) => name).filter((name) => Object.hasOwn(search.filters, name) && isOwn(keys, name));
  if (byKey.length > 0)
    return {
      filters: byKey.flatMap((name) => [...new Set(keys.map((each) => String(each[name])))].map(filterBy(name))),
      fields: {},
    };
  for (const [name, { type }] of Object.entries(search.filters)) {
    if (type === 'boolean' || name.includes('.') || key.some((field) => field.name === name)) continue;
    for (const value of ownValues(filterTypes[type], item[name], `smoke-${run}`, random))
      for (const held of [value, [value]])
        if (problems({ ...item, [name]: held }).length === 0)
          return { filters: [filterBy(name)(String(value))], fields: { [name]: held } };
  }
  throw new Error(
    `The search API cannot find marked items: no filter accepts their key (${names(key)}) or another field of theirs`,
  );
}

const isOwn = (keys: readonly Item[], name: string) => new Set(keys.map((key) => key[name])).size === keys.length;

const filterBy =
  (name: string) =>
  (value: string): [string, string] => [`filter.${name}`, value];

const names = (key: Contract['key']) => key.map(({ name }) => name).join(', ');
