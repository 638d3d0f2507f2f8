import type { Field } from '../documents/field.ts';
import { isObject } from '../exact-json.ts';
import { isMetadata } from '../documents/metadata.ts';
import { illegalArgument, notModelled, onlyKnown, parsing, ShardFailure } from '../problem.ts';
import type { View } from './view.ts';

/** A clause of the form `{ field: … }`. */
export function onlyField(clause: string, body: unknown): [path: string, given: unknown] {
  if (!isObject(body)) throw parsing(`[${clause}] query malformed, no start_object after query name`);
  const entries = Object.entries(body);
  if (entries.length !== 1) throw parsing(`[${clause}] query needs exactly one field, got ${entries.length}`);
  // only `match` takes it, and finds nothing
  if (entries[0]![0] === '' && clause !== 'match') throw illegalArgument('field name is null or empty');
  return entries[0]!;
}

/** A clause's options, none of which may be unknown. */
export function optionsOf(clause: string, body: unknown, known: readonly string[]): Record<string, unknown> {
  if (!isObject(body)) throw parsing(`[${clause}] query malformed, no start_object after query name`);
  onlyKnown(`[${clause}]`, body, known);
  return body;
}

/** The field, or undefined where the mapping has none: such a query matches nothing. */
export function searchable(view: View, path: string): Field | undefined {
  if (isMetadata(path)) throw notModelled(`a query for the metadata field [${path}]`);
  if (/^\.+$/.test(path)) throw notModelled(`a query for the field [${path}]`);
  const field = view.mapping.field(path);
  if (field && !field.searchable) {
    const why = field.type === 'text' ? 'not indexed' : 'both not indexed, and does not have doc_values enabled';
    throw cannotQuery(`Cannot search on field [${path}] since it is ${why}.`);
  }
  return field;
}

/** The clause is sound, but not for this field. */
export const cannotQuery = (why: string): ShardFailure =>
  new ShardFailure(400, 'query_shard_exception', `failed to create query: ${why}`);
