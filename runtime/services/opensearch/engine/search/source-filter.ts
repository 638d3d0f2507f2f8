import { isObject, parseExact, textOfScalar } from '../exact-json.ts';
import { onlyKnown } from '../problem.ts';

/** The part of a document's source that a reader asked for; undefined where it wants none. */
export type SourceFilter = (source: string) => unknown;

/** `_source` of a search or an `_mget`: false, a pattern, patterns, or includes and excludes. */
export function sourceFilterOf(specification: unknown): SourceFilter {
  if (specification === false || specification === 'false') return () => undefined;
  if (specification === undefined || specification === true || specification === 'true') return parseExact;
  const { includes, excludes } = isObject(specification) ? specification : { includes: specification, excludes: [] };
  if (isObject(specification)) onlyKnown('[_source]', specification, ['includes', 'excludes']);
  const included = patternsOf(includes);
  const excluded = patternsOf(excludes);
  return (source) => filtered(parseExact(source), '', included, excluded);
}

const patternsOf = (given: unknown): readonly RegExp[] =>
  [given ?? []].flat().map((pattern) => {
    const escaped = textOfScalar(pattern)
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*');
    // A pattern that names an object means everything in it.
    return new RegExp(`^${escaped}(\\..*)?$`);
  });

function filtered(value: unknown, path: string, included: readonly RegExp[], excluded: readonly RegExp[]): unknown {
  const keeps = (name: string) =>
    !excluded.some((pattern) => pattern.test(name)) &&
    (included.length === 0 || included.some((pattern) => pattern.test(name)));
  if (Array.isArray(value) && value.length > 0) {
    const kept = value
      .map((element) => filtered(element, path, included, excluded))
      .filter((element) => element !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (isObject(value)) {
    const entries = Object.entries(value)
      .map(([name, inner]) => [name, filtered(inner, path ? `${path}.${name}` : name, included, excluded)] as const)
      .filter(([, inner]) => inner !== undefined);
    return entries.length > 0 || path === '' || (Object.keys(value).length === 0 && keeps(path))
      ? Object.fromEntries(entries)
      : undefined;
  }
  return keeps(path) ? value : undefined;
}
