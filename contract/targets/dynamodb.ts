import type { Contract, Field } from '../contract.ts';
import { keyAnnotation } from '../key.ts';
import { derivedPath, type Target } from '../target.ts';
import { derivedNote } from '../derived-note.ts';
import { literal } from '../literal.ts';

const timeToLive = 'x-stream-time-to-live';

/** The key and the time to live of items of a DynamoDB table. */
export const dynamodb: Target = {
  library: [],
  reads: [timeToLive],
  demands: { [keyAnnotation]: 'the key of the DynamoDB table' },
  derive({ role, schemaFile, contract }) {
    const problems = [...keyProblems(contract), ...timeToLiveProblems(contract)];
    if (problems.length > 0) return { problems };
    return {
      files: [{ path: derivedPath(role, '-table.ts'), text: typescript(contract, role, schemaFile) }],
      notes: [],
    };
  },
};

const keyProblems = ({ key }: Contract): string[] =>
  key.length > 2
    ? [
        `"${keyAnnotation}": a DynamoDB table has a key of at most two fields, ${key.length} given; name those two that ` +
          'identify an item',
      ]
    : [];

function timeToLiveProblems({ annotations, fields }: Contract): string[] {
  const name = annotations[timeToLive];
  const field = fields.find((each) => each.name === name);
  if (name === undefined || field?.shape.kind === 'integer' || field?.shape.kind === 'number') return [];
  return [
    `"${timeToLive}": ${JSON.stringify(name)} is not a field that holds a number; DynamoDB needs the second (Unix time) at ` +
      'which an item expires',
  ];
}

const typescript = ({ key, fields, annotations }: Contract, role: string, schemaFile: string): string => `${derivedNote(
  schemaFile,
)}

/** What identifies an item, as DynamoDB names and types it: partition key, then sort key. */
export const ${role}Key: readonly { name: string; type: 'S' | 'N' | 'B' }[] = ${literal(
  key.map((name) => ({ name, type: keyType(fields.find((field) => field.name === name)!) })),
)};

/** The attribute with the second (Unix time) at which an item expires; undefined when items do not. */
export const ${role}TimeToLive: string | undefined = ${literal(annotations[timeToLive])};
`;

function keyType({ shape }: Field): 'S' | 'N' | 'B' {
  if (shape.kind === 'string') return shape.base64 ? 'B' : 'S';
  return 'N';
}
