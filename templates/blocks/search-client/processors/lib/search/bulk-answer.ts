import { outcomeOf, type BulkItem, type WriteOutcome } from './bulk-outcome.ts';

/** Every write succeeded. How many they were is all that matters of a long answer. */
class AllWritten {
  readonly count: number;

  constructor(count: number) {
    this.count = count;
  }
}

/** The engine says before the items whether one of them failed. */
const withoutErrors = /^\{[^[{]*"errors":false,/;
/** No text in JSON holds these: a quote in a text has a backslash. With the quote before them, they take twice as long to find. */
const succeeded = 'status":2';
/** To remove what is not there is no error to the engine. */
const notFound = 'status":4';

/**
 * The body of the text of a `_bulk` answer, for `bulkOutcomes`. An answer without errors is counted, not parsed: of hundreds of items,
 * it says nothing else.
 */
export function bulkBody(text: string): unknown {
  return withoutErrors.test(text) && text.endsWith('}]}') && !text.includes(notFound)
    ? new AllWritten(occurrences(succeeded, text))
    : JSON.parse(text);
}

/** One outcome an item; none where the answer has no items. */
export function bulkOutcomes(body: unknown): WriteOutcome[] {
  if (body instanceof AllWritten) return Array.from({ length: body.count }, () => ({ kind: 'written' }));
  return ((body as { items?: BulkItem[] } | undefined)?.items ?? []).map(outcomeOf);
}

function occurrences(part: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
