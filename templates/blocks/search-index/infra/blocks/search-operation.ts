/**
 * What a function does with an index. `search` finds documents, `get` reads them by id, `write` is the bulk API, `mapping` reads
 * the definition of the index, `define` sets template, index and alias.
 */
export type SearchOperation = 'search' | 'get' | 'write' | 'mapping' | 'define';
