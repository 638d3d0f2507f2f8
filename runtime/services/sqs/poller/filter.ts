import { eventPattern } from '../../../kernel/event-pattern.ts';
import type { QueueMappingProperties, ReceivedMessage } from '../types.ts';

/** Whether the function is to get a message. */
export type MessageFilter = (message: ReceivedMessage) => boolean;

/** Lambda guide, invocation-eventfiltering: five filters for a mapping, and ten where AWS raises the quota. */
const mostFilters = 10;
const longestPattern = 4096;
/** What stands for a body that is no JSON. */
const noJson = Symbol('no JSON');

/**
 * Lambda guide, with-sqs-filtering: a message fits where one of the filters does, and "Amazon SQS event source mappings only support
 * filtering on the body key". Recorded on AWS: a body that is no JSON fits none. Throws for a pattern that Lambda refuses.
 */
export function filterOf({ FilterCriteria: criteria }: QueueMappingProperties): MessageFilter | undefined {
  const filters = criteria?.Filters ?? [];
  if (filters.length === 0) return undefined;
  if (filters.length > mostFilters)
    throw new RangeError(`FilterCriteria has ${filters.length} filters; Lambda accepts 1 to 10.`);
  const patterns = filters.map(({ Pattern }) => patternOf(Pattern));
  return ({ body }) => {
    const value = jsonOf(body);
    return value !== noJson && patterns.some((matches) => matches({ body: value }));
  };
}

function patternOf(text: unknown) {
  if (typeof text !== 'string') throw new Error('Invalid filter pattern definition. It is no text.');
  if (text.length > longestPattern) throw new RangeError(`A filter pattern has at most ${longestPattern} characters.`);
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw new Error('Invalid filter pattern definition. It is no JSON.');
  }
  const matches = eventPattern(pattern);
  const other = Object.keys(pattern as object).find((key) => key !== 'body');
  if (other !== undefined)
    throw new Error(
      `Invalid filter pattern definition. Of an SQS message only [body] can be filtered, not [${other}].`,
    );
  return matches;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return noJson;
  }
}
