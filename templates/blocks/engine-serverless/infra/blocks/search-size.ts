/** OpenSearch Compute Units (OCU) that a collection may grow to, for indexing and for searching each. It shrinks to none. */
export interface SearchSize {
  maxOcu: number;
}

export const searchSizes: Record<'dev' | 'prod', SearchSize> = {
  dev: { maxOcu: 2 },
  prod: { maxOcu: 8 },
};
