/** How much a search may ask for, and what it gets unasked: the search API keeps to it, and its definition says it. */
export const searchLimits = {
  /** OpenSearch finds the first 10,000 of a result, no more (index.max_result_window). */
  results: 10_000,
  characters: 500,
  /** Every word is looked for in every field, with its misspellings: the engine refuses searches of too many clauses. */
  words: 20,
  pageSize: { unasked: 20, most: 100 },
  suggestions: { unasked: 5, most: 20 },
  /** Of a facet, the values that most items have. */
  facetValues: 50,
};
