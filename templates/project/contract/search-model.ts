/** What a search may name, derived from the contract. Keys are field names of the contract, values those of the index. */
export interface SearchModel {
  /** The fields that identify an item. */
  key: readonly string[];
  /** Searched for words. */
  text: readonly string[];
  /** Completed while somebody types. */
  suggest: readonly string[];
  /** Counted by value. */
  facets: Readonly<Record<string, string>>;
  filters: Readonly<Record<string, { field: string; type: 'keyword' | 'integer' | 'number' | 'date' | 'boolean' }>>;
  sort: Readonly<Record<string, string>>;
}
