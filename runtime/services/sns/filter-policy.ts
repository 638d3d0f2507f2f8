import { eventPattern } from '../../kernel/event-pattern.ts';
import type { TopicAttribute, TopicMessage } from './types.ts';

/** Whether a subscriber gets a message. */
export type MessageFilter = (message: TopicMessage) => boolean;

/** SNS guide, subscription-filter-policy-constraints. */
const mostKeys = 5;

/** SNS guide, sns-message-filtering: by attributes, or by the body where that is JSON. Throws for a policy that SNS refuses. */
export function filterOf(policy: unknown, scope: unknown): MessageFilter | undefined {
  if (policy === undefined) return undefined;
  const pattern: unknown = typeof policy === 'string' ? JSON.parse(policy) : policy;
  if (Object.keys(pattern as object).length > mostKeys)
    throw new Error(`Invalid parameter: FilterPolicy: Filter policy can not have more than ${mostKeys} keys`);
  const matches = eventPattern(pattern);
  if (scope === 'MessageBody') return ({ message }) => matches(jsonOf(message));
  return ({ attributes = {} }) =>
    matches(Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, valueOf(attribute)])));
}

function valueOf({ DataType, StringValue = '' }: TopicAttribute): unknown {
  if (DataType === 'Number') return Number(StringValue);
  return DataType === 'String.Array' ? jsonOf(StringValue) : StringValue;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
