import type { Field } from '../contract.ts';
import { derivedNote } from '../derived-note.ts';
import { literal } from '../literal.ts';
import { derivedPath, type Target } from '../target.ts';

const mark = 'x-stream-personal';
const kinds = ['identifier', 'text'];

/** Names of fields that stay as they are. */
interface But {
  but: readonly string[];
}

/**
 * `leaveOut`: marked fields do not leave the pipeline's entrance, but for those of the list. `hash`: of those, identifiers become a hash,
 * where the contract lets the field hold one.
 */
interface Settings {
  leaveOut?: But;
  hash?: But;
}

/** Characters of a hash. */
const hashLength = 22;

/** Fields that hold personal data. Without settings, it only checks that they are marked as they have to be. */
export const personal: Target = {
  library: [],
  reads: [mark],
  demands: {},
  derive({ role, schemaFile, contract }, settings) {
    const { leaveOut, hash } = settings as Settings;
    const marked = contract.fields.filter(({ annotations }) => annotations[mark] !== undefined);
    const changed = marked.filter(({ name }) => !((leaveOut ?? hash)?.but ?? [name]).includes(name));
    const hashed = hash ? changed.filter(mayHash) : [];
    const left = changed.filter((field) => !hashed.includes(field));
    const problems = [...marked.flatMap(wrongMark), ...left.filter(({ required }) => required).map(needed)];
    if (problems.length > 0) return { problems };
    if (!leaveOut && !hash) return { files: [], notes: [] };
    const listOf = (fields: readonly Field[]): string => literal(fields.map(({ name }) => name));
    const text = `${derivedNote(schemaFile)}

/** Fields with personal data that are left out of every event. */
export const ${role}LeftOut: readonly string[] = ${listOf(left)};
${
  hash
    ? `
/** Fields that tell people apart: each is replaced by a keyed hash. */
export const ${role}Hashed: readonly string[] = ${listOf(hashed)};
`
    : ''
}`;
    return { files: [{ path: derivedPath(role, '-personal.ts'), text }], notes: [] };
  },
};

/** Whether the contract lets the field hold a hash. */
function mayHash({ annotations, shape }: Field): boolean {
  if (annotations[mark] !== 'identifier' || shape.kind !== 'string' || shape.base64) return false;
  const { values, format, pattern, minLength = 0, maxLength = Infinity } = shape;
  const isFree = [values, format, pattern].every((rule) => rule === undefined);
  return isFree && minLength <= hashLength && hashLength <= maxLength;
}

const wrongMark = ({ name, annotations }: Field): string[] =>
  kinds.includes(annotations[mark] as string)
    ? []
    : [
        `${name}: "${mark}" is ${JSON.stringify(annotations[mark])}; write ${kinds.map((kind) => `"${kind}"`).join(' or ')}`,
      ];

const needed = ({ name }: Field): string =>
  `${name}: "${mark}" marks a field that every event has to have, and marked fields are left out; take it from "required", or choose personalData "plain"`;
