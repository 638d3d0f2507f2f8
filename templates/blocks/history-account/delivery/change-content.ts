import { plainImage, plainJson, type Plain, type RawChange } from './raw-change.ts';

/** What a sink of the history says about a change, in the form in which the account compares it. */
interface Content {
  kind: unknown;
  /** Microseconds of Unix time. */
  micros: number;
  expired: unknown;
  key: Plain;
  /** The item after the change; null when it was removed. */
  item: Plain | null;
  /** The item before the change; null when it was new. */
  before: Plain | null;
}

/** The columns of a row that `processors/history-transform` makes, as the sink holds them. */
export type HistoryRow = Readonly<Record<string, unknown>>;

/** A change does not alter, and every sink asks for its content. */
const known = new WeakMap<RawChange, string>();

/** What a sink should say about a change of the stream. */
export function contentOf(change: RawChange): string {
  const before = known.get(change);
  if (before !== undefined) return before;
  const content = textOf(() => ({
    kind: change.kind,
    micros: change.micros,
    expired: change.expired,
    key: plainImage(change.key),
    item: change.image ? plainImage(change.image) : null,
    before: change.before ? plainImage(change.before) : null,
  }));
  known.set(change, content);
  return content;
}

/** What a row says. `changedAt`, in milliseconds of Unix time, has to be the time of its `version`. */
export function contentOfRow(row: HistoryRow, changedAt: number): string {
  const micros = Number(row['version']);
  if (changedAt !== Math.floor(micros / 1000)) return 'two times that differ';
  return textOf(() => ({
    kind: row['change_type'],
    micros,
    expired: row['expired'],
    key: plainJson(String(row['item_key'])),
    item: itemOf(row['item']),
    before: itemOf(row['item_before']),
  }));
}

const itemOf = (text: unknown): Plain | null => (typeof text === 'string' ? plainJson(text) : null);

/** An item may be nested deeper than it can be walked; DynamoDB has at most 32 levels. */
function textOf(content: () => Content): string {
  try {
    return JSON.stringify(content());
  } catch (error) {
    if (error instanceof RangeError) return 'too deep to be compared';
    throw error;
  }
}
