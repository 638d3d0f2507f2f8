import type { Contract } from './contract.ts';
import { objectOf, SchemaResolver } from './effective-schema.ts';
import { asKey, isAlwaysThere, keyAnnotation, keyOf } from './key.ts';
import { ShapeReader } from './read-shape.ts';

/**
 * Reads a JSON Schema as the contract of an event, or tells everything that keeps it from being one; `sound` is then what could
 * be read of it, for targets to tell what they have against it, too.
 */
export function readContract(schema: unknown): Contract | { problems: string[]; sound?: Contract } {
  const root = objectOf(schema);
  if (!root)
    return {
      problems: [`expected a JSON Schema, which is an object, but this is ${schema === null ? 'null' : typeof schema}`],
    };
  const resolver = new SchemaResolver(root);
  const reader = new ShapeReader(resolver);
  const read = reader.read(root, '');
  const problems = [...reader.problems];
  if (resolver.refersElsewhere) problems.push(bundle);
  const about = { ...read?.schema, ...root };
  const title = typeof about['title'] === 'string' ? about['title'].trim() : '';
  const name = nameOf(title);
  if (!name)
    problems.push(
      'title: expected the name of the event, such as "Product": it starts with a letter and has at most 40 characters',
    );
  if (read?.shape.kind !== 'object') {
    if (read) problems.push('type: expected "object", with "properties" that describe the fields of the event');
    return { problems };
  }
  const description = about['description'];
  const { fields, closed } = read.shape;
  const key = keyOf(read.annotations[keyAnnotation], fields, problems);
  const open = fields.filter((field) => key.includes(field.name) && !isAlwaysThere(field)).map((field) => field.name);
  const contract: Contract = {
    name: name ?? 'event',
    title,
    ...(typeof description === 'string' ? { description } : {}),
    key,
    fields: fields.map((field) => (key.includes(field.name) ? asKey(field) : field)),
    closed,
    notes: open.map((name) => `${name} is taken as required and never null, because "${keyAnnotation}" names it`),
    annotations: read.annotations,
    free: reader.free,
    unchecked: reader.unchecked,
    inexactExamples: reader.leftOut,
    schema: root,
  };
  return problems.length > 0 ? { problems, sound: contract } : contract;
}

const bundle =
  'other documents are not read: a contract is one file. Bundle it, where it and the documents beside it are, for example ' +
  'with "npx json-refs resolve FILE > bundled.schema.json", and use bundled.schema.json';

/** "Sensor  Reading (v2)" -> sensor-reading-v2; undefined where no name comes out. */
function nameOf(title: string): string | undefined {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /^[a-z]/.test(name) && name.length <= 40 ? name : undefined;
}
