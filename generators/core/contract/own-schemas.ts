import type { UseCaseEvents } from '../use-case.ts';

/** What the user's own contract says of each event: one schema for the first source event, or an object of several by name. */
export function ownSchemas(
  own: unknown,
  events: UseCaseEvents,
): { schemas: Readonly<Record<string, unknown>> } | { problems: string[] } {
  if (own === undefined) return { schemas: {} };
  const sources = Object.keys(events).filter((role) => events[role]!.kind === 'source');
  const names = typeof own === 'object' && own !== null ? Object.keys(own) : [];
  if (names.length > 0 && names.every((name) => sources.includes(name)))
    return { schemas: own as Record<string, unknown> };
  const strangers = names.filter((name) => !sources.includes(name));
  if (names.some((name) => sources.includes(name)) && !names.includes('properties'))
    return {
      problems: strangers.map(
        (name) => `${JSON.stringify(name)} is not an event that you can describe; those are ${sources.join(', ')}`,
      ),
    };
  return { schemas: { [sources[0]!]: own } };
}
