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
}

export type Shape = { nullable: boolean } & (
  | {
      kind: 'string';
      values?: readonly string[];
      format?: string;
      base64: boolean;
      minLength?: number;
      maxLength?: number;
      pattern?: string;
    }
  | { kind: 'integer' | 'number'; minimum?: number; maximum?: number }
  | { kind: 'boolean' }
  | { kind: 'array'; items: Shape }
  | { kind: 'object'; fields: readonly Field[] }
);

/**
 * `text`: found by its words. `facet`: counted by value, and filtered by it. `suggest`: completed while somebody types, and
 * weighed more than other text. `none`: returned, never searched.
 */
export type SearchUse = 'text' | 'facet' | 'suggest' | 'none';

export type JsonSchema = Record<string, unknown>;
