/** What is asked of the history. Everything may be left out. */
export interface HistoryQuestion {
  /** The key of an item, as JSON object with its attributes in the order of the table's key: { id: 'a' }. */
  key?: object;
  /** Times of changes in ISO 8601: from (inclusive) and to (exclusive). */
  from?: string;
  to?: string;
  /** Words that the item has to have, all of them, before or after the change. */
  words?: string;
  /** 1 to 100; 20 where it is left out. */
  size?: number;
  /** The `next` of an answer, for what comes after it. */
  after?: unknown[];
}

const known = ['key', 'from', 'to', 'words', 'size', 'after'];
const mostChanges = 100;

/** The query for a question, newest change first. Throws where it is none. */
export function historyQuery(asked: unknown): object {
  const question = asked as HistoryQuestion;
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) throw new Error('Expected a JSON object');
  const strange = Object.keys(asked).filter((name) => !known.includes(name));
  if (strange.length > 0) throw new Error(`Unknown: ${strange.join(', ')}. A question has ${known.join(', ')}`);
  const { key, from, to, words, size = 20, after } = question;
  if (!Number.isInteger(size) || size < 1 || size > mostChanges) throw new Error(`size is 1 to ${mostChanges}`);
  for (const time of [from, to])
    if (time !== undefined && Number.isNaN(Date.parse(time))) throw new Error(`${time} is no time in ISO 8601`);
  const text = { query: words, operator: 'and' };
  return {
    size,
    query: {
      bool: {
        filter: [
          ...(key ? [{ term: { item_key: JSON.stringify(key) } }] : []),
          ...(from || to
            ? [{ range: { changed_at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } }]
            : []),
          ...(words ? [{ bool: { should: [{ match: { item: text } }, { match: { item_before: text } }] } }] : []),
        ],
      },
    },
    sort: [{ version: 'desc' }, { change_id: 'asc' }],
    ...(after ? { search_after: after } : {}),
  };
}
