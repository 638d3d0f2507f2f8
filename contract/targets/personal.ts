import type { Field } from '../contract.ts';
import { derivedNote } from '../derived-note.ts';
import { literal } from '../literal.ts';
import { derivedPath, type Target } from '../target.ts';

const mark = 'x-stream-personal';
const kinds = ['identifier', 'text'];

/** `leaveOut`: marked fields do not leave the pipeline's entrance, but for those of the list. */
interface Settings {
  leaveOut?: { but: readonly string[] };
}

/** Fields that hold personal data. Without settings, it only checks that they are marked as they have to be. */
export const personal: Target = {
  library: [],
  reads: [mark],
  demands: {},
  derive({ role, schemaFile, contract }, settings) {
    const { leaveOut } = settings as Settings;
    const marked = contract.fields.filter(({ annotations }) => annotations[mark] !== undefined);
    const left = leaveOut ? marked.filter(({ name }) => !leaveOut.but.includes(name)) : [];
    const problems = [...marked.flatMap(wrongMark), ...left.filter(({ required }) => required).map(needed)];
    if (problems.length > 0) return { problems };
    if (!leaveOut) return { files: [], notes: [] };
    const text = `${derivedNote(schemaFile)}

/** Fields with personal data that are left out of every event. */
export const ${role}LeftOut: readonly string[] = ${literal(left.map(({ name }) => name))};
`;
    return { files: [{ path: derivedPath(role, '-personal.ts'), text }], notes: [] };
  },
};

const wrongMark = ({ name, annotations }: Field): string[] =>
  kinds.includes(annotations[mark] as string)
    ? []
    : [
        `${name}: "${mark}" is ${JSON.stringify(annotations[mark])}; write ${kinds.map((kind) => `"${kind}"`).join(' or ')}`,
      ];

const needed = ({ name }: Field): string =>
  `${name}: "${mark}" marks a field that every event has to have, and marked fields are left out; take it from "required", or choose personalData "plain"`;
