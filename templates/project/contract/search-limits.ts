/** How much a search may ask for, and what it gets unasked: the search API keeps to it, and its definition says it. */
export const searchLimits = {
  /** OpenSearch finds the first 10,000 of a result, no more (index.max_result_window). */
  results: 10_000,
  characters: 500,
  words: 20,
  /** Of a word in a field: the most similar ones that the index has. */
  misspellings: 50,
  /**
   * A term in a field is a clause, and so are each misspelling and each filter. OpenSearch refuses a search of more than 1,024
   * (indices.query.bool.max_clause_count).
   */
  clauses: 1_000,
  pageSize: { unasked: 20, most: 100 },
  suggestions: { unasked: 5, most: 20 },
  /** Of a filter: any of them. */
  filterValues: 100,
  /** Of a facet, the values that most items have. */
  facetValues: 50,
};

/** How many words a search may have that looks for each of them in so many fields, beside so many filters. */
export const mostWords = (fields: number, filters: number): number =>
  Math.min(searchLimits.words, Math.floor((searchLimits.clauses - filters) / Math.max(1, fields)));
