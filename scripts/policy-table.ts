import { policyJsonSchema } from '../generators/core/api.ts';

interface Schema {
  description?: string;
  type?: string;
  enum?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | false;
}

/** The rules of a policy file as a Markdown table: nothing in it is written by hand. */
export function policyTable(): string {
  const { properties = {} } = policyJsonSchema() as Schema;
  const rows = Object.entries(properties).flatMap(([key, schema]) => rowsOf(key, schema));
  return ['| key | holds | what |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A row for what has something to say, and for what lies below it. */
function rowsOf(path: string, schema: Schema): string[] {
  const row = schema.description ? [`| \`${path}\` | ${holds(schema)} | ${schema.description} |`] : [];
  const below = Object.entries(schema.additionalProperties ? { KEY: schema.additionalProperties } : ownKeys(schema));
  return [...row, ...below.flatMap(([key, each]) => (key === 'message' ? [] : rowsOf(`${path}.${key}`, each)))];
}

/** The keys of an object, but for options, which are alike. */
const ownKeys = ({ properties = {} }: Schema): Record<string, Schema> =>
  isAboutOptions(properties) ? { OPTION: Object.values(properties)[0]! } : properties;

const isAboutOptions = (properties: Record<string, Schema>) => 'owner' in properties;

function holds(schema: Schema): string {
  const { type, enum: values, additionalProperties } = schema;
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (type !== 'object') return type ?? '';
  const [below] = Object.values(additionalProperties ? { KEY: additionalProperties } : ownKeys(schema));
  const isList = below?.type === 'object' && (additionalProperties || isAboutOptions(schema.properties ?? {}));
  const keys = Object.keys((isList ? below.properties : ownKeys(schema)) ?? {}).map((key) => `\`${key}\``);
  return `${isList ? 'by key: ' : ''}${keys.join(', ').replace('`OPTION`', 'by key: a value')}`;
}
