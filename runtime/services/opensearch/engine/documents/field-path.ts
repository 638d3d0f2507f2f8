import { illegalArgument, type Problem } from '../problem.ts';

/**
 * The parts of an attribute's name: a dot stands for an object (seen on OpenSearch 3.8). Dots at the end are ignored. Throws for a
 * part that is empty or blank.
 */
export function partsOf(name: string): readonly string[] {
  if (name === '') throw illegalArgument('field name cannot be an empty string');
  if (!name.includes('.')) return [name];
  const parts = name.replace(/\.+$/, '').split('.');
  if (parts.length === 1 && parts[0] === '') throw illegalArgument('field name cannot contain only the character [.]');
  const blank = parts.find((part) => part.trim() === '');
  if (blank !== undefined) throw blank === '' ? ambiguous(name) : onlyWhitespace(name);
  return parts;
}

const ambiguous = (name: string): Problem =>
  illegalArgument(`object field starting or ending with a [.] makes object resolution ambiguous: [${name}]`);
const onlyWhitespace = (name: string): Problem =>
  illegalArgument(`object field cannot contain only whitespace: ['${name}']`);
