import { eventPattern } from '../../../kernel/event-pattern.ts';
import type { TableMappingProperties } from '../types.ts';

/** Whether the function is to get a record. */
export type RecordFilter = (data: Uint8Array) => boolean;

/** Lambda guide, invocation-eventfiltering: five filters for a mapping, and ten where AWS raises the quota. */
const mostFilters = 10;
const longestPattern = 4096;

/**
 * Lambda guide, with-ddb-filtering: a record fits where one of the filters does. A pattern is for the whole record: `dynamodb`, and
 * what stands beside it, such as `eventName`. Throws for a pattern that Lambda refuses.
 */
export function filterOf({ FilterCriteria: criteria }: TableMappingProperties): RecordFilter | undefined {
  const filters = criteria?.Filters ?? [];
  if (filters.length === 0) return undefined;
  if (filters.length > mostFilters)
    throw new RangeError(`FilterCriteria has ${filters.length} filters; Lambda accepts 1 to ${mostFilters}.`);
  const patterns = filters.map(({ Pattern: text = '' }) => patternOf(text));
  return (data) => {
    const record: unknown = JSON.parse(Buffer.from(data).toString());
    return patterns.some((matches) => matches(record));
  };
}

function patternOf(text: string) {
  if (text.length > longestPattern) throw new RangeError(`A filter pattern has at most ${longestPattern} characters.`);
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw new Error('Invalid filter pattern definition. It is no JSON.');
  }
  return eventPattern(pattern);
}
