import type { ListLimits, NumberLimits } from '../templates/project/contract/check.ts';

/** An event's description, read from its JSON Schema. */
export interface Contract {
  /** In file names: "product". */
  name: string;
  title: string;
  description?: string;
  /** The fields that identify an event (`x-stream-key`), in their order; none where events have no identity. */
  key: readonly string[];
  fields: readonly Field[];
  /** Whether the schema allows no other field (`additionalProperties: false`). */
  closed: boolean;
  /** What the reader took for granted, in sentences. */
  notes: readonly string[];
  /** The annotations of the root: what the schema says to targets. */
  annotations: Annotations;
  /** Path -> why its values have no single type. */
  free: ReadonlyMap<string, string>;
  /** Path -> keywords that the derived check does not know. */
  unchecked: ReadonlyMap<string, readonly string[]>;
  /** Paths of `examples` that JavaScript cannot read exactly. */
  inexactExamples: readonly string[];
  /** The schema as it was written. */
  schema: JsonSchema;
}

export interface Field {
  name: string;
  required: boolean;
  shape: Shape;
  /** Of a list: those of its entries, too. */
  annotations: Annotations;
  description?: string;
  examples: readonly unknown[];
}

/** What stands in a schema under names that begin with `x-stream-`. */
export type Annotations = Readonly<Record<string, unknown>>;

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

/** A part without a single type: kept as it is, never checked. */
export interface FreeShape {
  kind: 'free';
  /** One of the shapes that its values may have, for samples. */
  like?: Shape;
  /** The only values that it has, for samples. */
  values?: readonly unknown[];
}

export type JsonSchema = Record<string, unknown>;
