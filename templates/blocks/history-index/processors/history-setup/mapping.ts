/**
 * What is searched of a change. Items are JSON texts, so that no attribute of an item can be in the way of another one: their words
 * are found, attribute names among them.
 */
export const mapping = {
  dynamic: false,
  properties: {
    change_id: { type: 'keyword' },
    change_type: { type: 'keyword' },
    changed_at: { type: 'date' },
    version: { type: 'long' },
    table_name: { type: 'keyword' },
    expired: { type: 'boolean' },
    item_key: { type: 'keyword' },
    item: { type: 'text' },
    item_before: { type: 'text' },
  },
} as const;
