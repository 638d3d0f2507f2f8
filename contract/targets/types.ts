import type { Contract, Field, Shape } from '../contract.ts';
import { compiledPattern } from '../pattern.ts';
import { derivedPath, type Target } from '../target.ts';
import { derivedNote } from '../derived-note.ts';
import { literal } from '../literal.ts';

/** The type of an event and the check of a value against its contract. Every event has them. */
export const types: Target = {
  library: [],
  reads: [],
  demands: {},
  withFreeParts: 'not checked',
  derive: ({ role, schemaFile, contract }) => ({
    files: [{ path: derivedPath(role, '.ts'), text: typescript(contract, role, schemaFile) }],
    notes: uncheckedNotes(contract),
  }),
};

function uncheckedNotes({ unchecked }: Contract): string[] {
  if (unchecked.size === 0) return [];
  const parts = [...unchecked].map(([path, keywords]) => `${path || 'the event'} (${keywords.join(', ')})`);
  return [`keywords that the check of an event does not know: ${parts.join(', ')}`];
}

/** The TypeScript of an event: its type, its name, and the check of a value against the contract. */
export function typescript(contract: Contract, role: string, schemaFile: string): string {
  const type = pascal(role);
  return `${derivedNote(schemaFile)}
import * as check from '../check.ts';

${comment(contract.description ?? contract.title, '')}export interface ${type} {
${members(contract.fields, '  ')}}

/** The name of the event. */
export const ${role}Name = ${literal(contract.name)};

/** What keeps a value from being a ${contract.title}: one sentence a field, without its value. */
export const ${role}Problems = ${objectCheck(contract, '')};
`;
}

export const pascal = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

const property = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : literal(name));

const comment = (text: string, indent: string) =>
  `${indent}/** ${text.replaceAll('*/', '*\u200b/').replace(/\s+/g, ' ').trim()} */\n`;

function members(fields: readonly Field[], indent: string): string {
  return fields
    .map(
      ({ name, required, shape, description }) =>
        `${description ? comment(description, indent) : ''}${indent}${property(name)}${required ? '' : '?'}: ${typeOf(shape, indent)};\n`,
    )
    .join('');
}

function typeOf(shape: Shape, indent: string): string {
  const type = innerType(shape, indent);
  return shape.nullable && shape.kind !== 'free' ? `${type} | null` : type;
}

function innerType(shape: Shape, indent: string): string {
  switch (shape.kind) {
    case 'string':
      return shape.values ? shape.values.map(literal).join(' | ') : 'string';
    case 'integer':
    case 'number':
    case 'boolean':
      return shape.values ? shape.values.map(String).join(' | ') : shape.kind === 'boolean' ? 'boolean' : 'number';
    case 'free':
      return 'unknown';
    case 'array': {
      const items = typeOf(shape.items, indent);
      return isUnion(shape.items) ? `(${items})[]` : `${items}[]`;
    }
    case 'object':
      return `{\n${members(shape.fields, `${indent}  `)}${indent}}`;
  }
}

const isUnion = (shape: Shape): boolean =>
  (shape.nullable && shape.kind !== 'free') ||
  ('values' in shape && shape.values !== undefined && shape.values.length > 1);

function objectCheck({ fields, closed }: { fields: readonly Field[]; closed: boolean }, indent: string): string {
  const lines = fields.map(
    ({ name, required, shape }) =>
      `${indent}  ${property(name)}: check.${required ? 'required' : 'optional'}(${checkOf(shape, `${indent}  `)}),\n`,
  );
  return `check.object({\n${lines.join('')}${indent}}${closed ? ', { closed: true }' : ''})`;
}

function checkOf(shape: Shape, indent: string): string {
  const inner = innerCheck(shape, indent);
  return shape.nullable ? `check.nullable(${inner})` : inner;
}

function innerCheck(shape: Shape, indent: string): string {
  switch (shape.kind) {
    case 'string': {
      const { values, format, minLength, maxLength, pattern } = shape;
      const limits = { values, format, minLength, maxLength };
      return `check.string(${argument(limits, pattern === undefined ? [] : [`pattern: ${regExp(pattern)}`])})`;
    }
    case 'integer':
    case 'number': {
      const { kind, nullable: _, ...limits } = shape;
      return `check.number(${argument({ integer: kind === 'integer' || undefined, ...limits })})`;
    }
    case 'boolean':
      return `check.boolean(${argument({ values: shape.values })})`;
    case 'free':
      return 'check.anything';
    case 'array': {
      const limits = argument({ minItems: shape.minItems, maxItems: shape.maxItems, uniqueItems: shape.uniqueItems });
      return `check.array(${checkOf(shape.items, indent)}${limits && `, ${limits}`})`;
    }
    case 'object':
      return objectCheck(shape, indent);
  }
}

/** An object literal of what is set; nothing where nothing is. */
function argument(limits: Record<string, unknown>, more: readonly string[] = []): string {
  const set = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  const parts = [...set.map(([name, limit]) => `${name}: ${literal(limit)}`), ...more];
  return parts.length === 0 ? '' : `{ ${parts.join(', ')} }`;
}

function regExp(pattern: string): string {
  const { flags } = compiledPattern(pattern)!;
  return `new RegExp(${literal(pattern)}${flags && `, '${flags}'`})`;
}
