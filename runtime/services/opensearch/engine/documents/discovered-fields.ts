import { illegalArgument } from '../problem.ts';
import { Mapping, type FieldDefinition, type MappingDefinition } from './mapping.ts';

/** What dynamic mapping finds in one document, in order. Of what it finds twice, both have to be the same. */
export class DiscoveredFields {
  readonly #found: { readonly path: string; readonly definition: FieldDefinition }[] = [];

  leaf(path: string, definition: FieldDefinition): void {
    this.#found.push({ path, definition });
  }

  object(path: string): void {
    this.#found.push({ path, definition: { type: 'object' } });
  }

  /** All of it as a mapping; undefined where there is none. Throws where a field is found with two types, as for two documents. */
  definition(): MappingDefinition | undefined {
    if (this.#found.length === 0) return undefined;
    let mapping = new Mapping({});
    for (const { path } of this.#found) checkParts(path);
    for (const one of this.#found) mapping = mapping.extended(asMapping(one.path, one.definition));
    return mapping.definition;
  }
}

/** A field that is blank can stand in the document itself only (seen on OpenSearch 3.8). */
function checkParts(path: string): void {
  if (path.includes('.') && path.split('.').some((part) => part.trim() === ''))
    throw illegalArgument(`object field cannot contain only whitespace: ['${path}']`);
}

/** `a.b` as a property of `a`. */
function asMapping(path: string, definition: FieldDefinition): MappingDefinition {
  const [name, ...inner] = path.split('.');
  if (inner.length === 0) return { properties: { [name!]: definition } };
  return { properties: { [name!]: asMapping(inner.join('.'), definition) as FieldDefinition } };
}
