import { eventPattern, type Matches } from '../../../kernel/event-pattern.ts';
import type { KafkaMappingProperties } from '../types.ts';

/** Whether the function is to get a record with this value. */
export type RecordFilter = (value: Uint8Array | null) => boolean;

/** Lambda guide, invocation-eventfiltering: five filters for a mapping, and ten where AWS raises the quota. */
const mostFilters = 10;
const longestPattern = 4096;

/** What a pattern is for: values that are JSON objects or lists, or plain texts. */
interface Pattern {
  readonly format: 'json' | 'text';
  readonly matches: Matches;
}

/**
 * Lambda guide, kafka-filtering: a record fits where one of the filters does, and mappings for Kafka "only support filtering on the
 * value key". Where the format of a value is not that of the pattern (plain text for JSON, or no UTF-8), Lambda goes by the other
 * keys alone; there are none, so that the function gets the record. A tombstone is not documented, and taken to be such a value.
 * Throws for a pattern that Lambda refuses.
 */
export function filterOf({ FilterCriteria: criteria }: KafkaMappingProperties): RecordFilter | undefined {
  const filters = criteria?.Filters ?? [];
  if (filters.length === 0) return undefined;
  if (filters.length > mostFilters)
    throw new RangeError(`FilterCriteria has ${filters.length} filters; Lambda accepts 1 to 10.`);
  const patterns = filters.map(({ Pattern: text }) => patternOf(text));
  return (bytes) => {
    const text = bytes === null ? undefined : textOf(bytes);
    if (text === undefined) return true;
    const json = documentOf(text);
    const [format, value] = json === undefined ? (['text', text] as const) : (['json', json] as const);
    return patterns.some((pattern) => pattern.format !== format || pattern.matches({ value }));
  };
}

function patternOf(text: unknown): Pattern {
  if (typeof text !== 'string') throw new Error('Invalid filter pattern definition. It is no text.');
  if (text.length > longestPattern) throw new RangeError(`A filter pattern has at most ${longestPattern} characters.`);
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw new Error('Invalid filter pattern definition. It is no JSON.');
  }
  const matches = eventPattern(pattern);
  const other = Object.keys(pattern as object).find((key) => key !== 'value');
  if (other !== undefined)
    throw new Error(
      `Invalid filter pattern definition. Of a Kafka record only [value] can be filtered, not [${other}].`,
    );
  return { format: Array.isArray((pattern as { value: unknown }).value) ? 'text' : 'json', matches };
}

/** Undefined for bytes that are no UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** An object or a list; undefined for any other text. */
function documentOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
