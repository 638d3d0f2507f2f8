import type { Contract, Field, KeyField, Shape } from './contract.ts';
import { objectOf, SchemaResolver } from './effective-schema.ts';
import { ShapeReader } from './read-shape.ts';

/** Reads a JSON Schema as the contract of an event, or tells everything that keeps it from being one. */
export function readContract(schema: unknown): Contract | { problems: string[] } {
  const root = objectOf(schema);
  if (!root)
    return {
      problems: [`expected a JSON Schema, which is an object, but this is ${schema === null ? 'null' : typeof schema}`],
    };
  const reader = new ShapeReader(new SchemaResolver(root));
  const read = reader.read(root, '');
  const problems = [...reader.problems];
  const about = { ...read?.schema, ...root };
  const title = typeof about['title'] === 'string' ? about['title'].trim() : '';
  const name = nameOf(title);
  if (!name)
    problems.push(
      'title: expected the name of the event, such as "Product": it starts with a letter and has at most 40 characters',
    );
  if (read && read.shape.kind !== 'object')
    problems.push('type: expected "object", with "properties" that describe the fields of the event');
  const fields = read?.shape.kind === 'object' ? read.shape.fields : [];
  const key = keyOf(about['x-stream-key'], fields, problems);
  const timeToLive = timeToLiveOf(about['x-stream-time-to-live'], fields, problems);
  if (problems.length > 0) return { problems };
  const description = about['description'];
  return {
    name: name!,
    title,
    ...(typeof description === 'string' ? { description } : {}),
    key,
    ...(timeToLive ? { timeToLive } : {}),
    fields,
    closed: read?.shape.kind === 'object' && read.shape.closed,
    notes: notesOf(reader),
    schema: root,
  };
}

/** "Sensor  Reading (v2)" -> sensor-reading-v2; undefined where no name comes out. */
function nameOf(title: string): string | undefined {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /^[a-z]/.test(name) && name.length <= 40 ? name : undefined;
}

/** x-stream-key: one or two required fields of the root that DynamoDB can have as a key. */
function keyOf(annotation: unknown, fields: readonly Field[], problems: string[]): KeyField[] {
  const given = [annotation ?? []].flat() as unknown[];
  const able = fields.filter(({ shape, required }) => required && !shape.nullable && keyType(shape));
  const allowed =
    able.map(({ name }) => JSON.stringify(name)).join(', ') ||
    'none (a key field is required, and a string or a number)';
  if (given.length < 1 || given.length > 2 || new Set(given).size !== given.length) {
    problems.push(
      `"x-stream-key": expected one or two field names that identify an item, for example ["${able[0]?.name ?? 'id'}"]; fields that can be a key: ${allowed}`,
    );
    return [];
  }
  return given.flatMap((name) => {
    const field = able.find((each) => each.name === name);
    if (!field) problems.push(`"x-stream-key": ${JSON.stringify(name)} cannot be a key; fields that can: ${allowed}`);
    return field ? [{ name: field.name, type: keyType(field.shape)! }] : [];
  });
}

function keyType(shape: Shape): KeyField['type'] | undefined {
  if (shape.kind === 'string') return shape.base64 ? 'B' : 'S';
  return shape.kind === 'integer' || shape.kind === 'number' ? 'N' : undefined;
}

function timeToLiveOf(name: unknown, fields: readonly Field[], problems: string[]): string | undefined {
  if (name === undefined) return undefined;
  const field = fields.find((each) => each.name === name);
  if (field?.shape.kind === 'integer' || field?.shape.kind === 'number') return field.name;
  problems.push(
    `"x-stream-time-to-live": ${JSON.stringify(name)} is not a field that holds a number (seconds of Unix time)`,
  );
  return undefined;
}

/** One sentence for each kind of thing that the project does not do with a part of the schema. */
function notesOf({ notSearched, notChecked, leftOut }: ShapeReader): string[] {
  const listed = (parts: [string, string][]) =>
    parts.map(([path, why]) => `${path || 'the event'} (${why})`).join(', ');
  const searched = [...notSearched];
  const checked = [...notChecked].map(([path, keywords]): [string, string] => [path, keywords.join(', ')]);
  return [
    ...(searched.length > 0 ? [`stored and returned, but not searched: ${listed(searched)}`] : []),
    ...(checked.length > 0 ? [`keywords that the check of an event does not know: ${listed(checked)}`] : []),
    ...(leftOut.length > 0
      ? [`examples with numbers that JavaScript cannot read exactly are left out: ${leftOut.join(', ')}`]
      : []),
  ];
}
