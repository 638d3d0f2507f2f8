import type { ListLimits, NumberLimits } from '../check.ts';

/** An event's description, read from its JSON Schema. */
export interface Contract {
  /** In file names: "product". */
  name: string;
  title: string;
  description?: string;
  /** The fields that identify an item: partition key and, where there is one, sort key. */
  key: readonly KeyField[];
  /** The field with the second (Unix time) at which an item expires. */
  timeToLive?: string;
  fields: readonly Field[];
  /** Whether the schema allows no other field (`additionalProperties: false`). */
  closed: boolean;
  /** What of the schema the project does not search or does not check, in sentences. */
  notes: readonly string[];
  /** The schema as it was written. */
  schema: JsonSchema;
}

export interface KeyField {
  name: string;
  /** DynamoDB's name of its type. */
  type: 'S' | 'N' | 'B';
}

export interface Field {
  name: string;
  required: boolean;
  shape: Shape;
  /** What search does with it; see `x-stream-search`. */
  search: readonly SearchUse[];
  description?: string;
  examples: readonly unknown[];
  /** Whether samples have the field: not where none can be made that keeps the contract. */
  sampled?: boolean;
}

export type Shape = { nullable: boolean } & (
  | ({ kind: 'string'; base64: boolean } & TextLimits)
  | ({ kind: 'integer' | 'number' } & NumberLimits)
  | { kind: 'boolean'; values?: readonly boolean[] }
  | ({ kind: 'array'; items: Shape } & ListLimits)
  | ObjectShape
  | FreeShape
);

export interface TextLimits {
  values?: readonly string[];
  format?: string;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

export interface ObjectShape {
  kind: 'object';
  fields: readonly Field[];
  /** Whether the schema allows no other field (`additionalProperties: false`). */
  closed: boolean;
}

/** A part that no index can map: stored and returned, never searched, never checked. */
export interface FreeShape {
  kind: 'free';
  /** One of the shapes that its values may have, for samples. */
  like?: Shape;
  /** The only values that it has, for samples. */
  values?: readonly unknown[];
}

/**
 * `text`: found by its words. `facet`: counted by value, and filtered by it. `suggest`: completed while somebody types, and
 * weighed more than other text. `none`: returned, never searched.
 */
export type SearchUse = 'text' | 'facet' | 'suggest' | 'none';

export type JsonSchema = Record<string, unknown>;
