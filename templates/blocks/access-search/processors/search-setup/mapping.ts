/**
 * Longer values are stored and returned, and not found as a whole: a term has at most 32,766 bytes, and a character at most four of them
 * (OpenSearch documentation, "Keyword field type", ignore_above).
 */
const term = { type: 'keyword', ignore_above: 8191 } as const;
/** Found as a whole, and by its words: `path.words`. */
const termAndWords = { ...term, fields: { words: { type: 'text' } } } as const;

/** What is searched of an access event. Its `raw_id` is the id of the document. What is not named here is stored and returned. */
export const mapping = {
  dynamic: false,
  properties: {
    source: term,
    time: { type: 'date' },
    client: term,
    method: term,
    host: term,
    path: termAndWords,
    query: { type: 'text' },
    status: { type: 'long' },
    outcome: term,
    bytes: { type: 'long' },
    latency_ms: { type: 'double' },
    user_agent: termAndWords,
    extra: { type: 'text' },
  },
} as const;
