import type { Contract, Field, Shape } from '../contract.ts';
import { keyAnnotation } from '../key.ts';
import { derivedPath, json, type Target } from '../target.ts';
import { derivedNote } from '../derived-note.ts';
import { exactTexts, fieldCount, mostFields } from './opensearch/exact-text.ts';
import { nameProblem } from './opensearch/field-name.ts';
import { opensearchMapping } from './opensearch/mapping.ts';
import { searchNames } from './opensearch/search-names.ts';
import { searchAnnotation, searchProblem } from './opensearch/search-uses.ts';

/** The mapping of the index that an event is searched in, and what a search may name. */
export const opensearch: Target = {
  library: ['search-model.ts'],
  reads: [searchAnnotation],
  demands: { [keyAnnotation]: 'the ids of the OpenSearch documents' },
  withFreeParts: 'not searched',
  derive({ role, schemaFile, contract }) {
    const problems = problemsOf(contract);
    if (problems.length > 0) return { problems };
    return {
      files: [
        { path: derivedPath(role, '-search.ts'), text: searchModel(contract, role, schemaFile) },
        { path: derivedPath(role, '-mapping.json'), text: json(opensearchMapping(contract)) },
      ],
      notes: notesOf(contract),
    };
  },
};

/** Where an index does not take every text in two forms. */
function notesOf(contract: Contract): string[] {
  const hasExact = exactTexts(contract);
  if (hasExact([])) return [];
  return [
    `an OpenSearch index has at most ${mostFields} fields: texts are found by their words, and only those with ` +
      `"${searchAnnotation}": ["text", "facet"] are filtered and sorted by, too`,
  ];
}

function problemsOf(contract: Contract): string[] {
  const { fields, key } = contract;
  const count = fieldCount(contract, exactTexts(contract));
  const isSearchable = fields.some(({ name, shape }) => !key.includes(name) && holdsValues(shape));
  return [
    ...fieldProblems(fields, ''),
    ...(count > mostFields
      ? [
          `its index would have ${count} fields, and an OpenSearch index has at most ${mostFields}. Leave fields that nobody ` +
            'searches out of the contract: they are stored and returned all the same',
        ]
      : []),
    ...(isSearchable
      ? []
      : ['there is nothing to search: no field outside the key holds a value that OpenSearch can index. Describe one']),
  ];
}

const fieldProblems = (fields: readonly Field[], path: string): string[] =>
  fields.flatMap((field) => {
    const at = path + field.name;
    const single = field.shape.kind === 'array' ? field.shape.items : field.shape;
    const problems = [nameProblem(field.name, path === ''), searchProblem(field)].filter((each) => each !== undefined);
    return [
      ...problems.map((problem) => (at === '' ? problem : `${at}: ${problem}`)),
      ...(single.kind === 'object' ? fieldProblems(single.fields, `${at}/`) : []),
    ];
  });

/** Whether an index maps something of it. */
const holdsValues = (shape: Shape): boolean =>
  shape.kind === 'object' ? shape.fields.some((field) => holdsValues(field.shape)) : shape.kind !== 'free';

/** The TypeScript of what a query may name. */
const searchModel = (contract: Contract, role: string, schemaFile: string): string => `${derivedNote(schemaFile)}
import type { SearchModel } from '../search-model.ts';

/** What a search for a ${contract.title} may name. */
export const ${role}Search: SearchModel = ${JSON.stringify(searchNames(contract), null, 2)};
`;
