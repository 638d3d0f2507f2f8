import { eventPattern } from '../../../kernel/event-pattern.ts';
import type { StreamMappingProperties } from '../types.ts';

/** Whether the function is to get a record with this data. */
export type RecordFilter = (data: Uint8Array) => boolean;

/** Lambda guide, invocation-eventfiltering: five filters for a mapping, and ten where AWS raises the quota. */
const mostFilters = 10;
const longestPattern = 4096;

/**
 * Lambda guide, with-kinesis-filtering: a record fits where one of the filters does; data that is no JSON fits none; and
 * "Kinesis event source mappings only support filtering on the data key". Throws for a pattern that Lambda refuses.
 */
export function filterOf({ FilterCriteria: criteria }: StreamMappingProperties): RecordFilter | undefined {
  const filters = criteria?.Filters ?? [];
  if (filters.length === 0) return undefined;
  if (filters.length > mostFilters)
    throw new RangeError(`FilterCriteria has ${filters.length} filters; Lambda accepts 1 to 10.`);
  const patterns = filters.map(({ Pattern: text = '' }) => patternOf(text));
  return (data) => {
    const event = jsonOf(data);
    return event !== undefined && patterns.some((matches) => matches({ data: event }));
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
  const matches = eventPattern(pattern);
  const other = Object.keys(pattern as object).find((key) => key !== 'data');
  if (other !== undefined)
    throw new Error(
      `Invalid filter pattern definition. Of a Kinesis record only [data] can be filtered, not [${other}].`,
    );
  return matches;
}

function jsonOf(data: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(data).toString());
  } catch {
    return undefined;
  }
}
