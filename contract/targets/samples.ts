import { checkOfShape } from '../check-of.ts';
import type { Contract, Field } from '../contract.ts';
import { leastSamples, makeSamples } from '../make-samples.ts';
import { derivedPath, json, type Target } from '../target.ts';

/** How many events are made, of a contract that has so many keys to give. */
export const sampleCount = 40;

/** Sample events, for tests, local runs and the seed. */
export const samples: Target = {
  library: [],
  reads: [],
  demands: {},
  derive({ role, contract }) {
    const made = makeSamples(contract, sampleCount);
    if (made.length < leastSamples)
      return {
        problems: [`its key gives ${made.length} different values, but the tests of a project need ${leastSamples}`],
      };
    const wrong = contract.fields.flatMap((field) => {
      const [problem] = problemsOf(field, made);
      return problem === undefined ? [] : [{ field, problem }];
    });
    const needed = wrong.filter(({ field }) => field.required);
    if (needed.length > 0)
      return {
        problems: needed.map(
          ({ problem }) => `${problem}; generated samples do not satisfy this: add "examples" to the field`,
        ),
      };
    const left = wrong.map(({ field }) => field.name);
    return {
      files: [{ path: derivedPath(role, '-samples.json'), text: json(sampleEvents(contract, left)) }],
      notes: notesOf(contract, left),
    };
  },
};

function sampleEvents(contract: Contract, without: readonly string[]): object[] {
  return makeSamples(
    { ...contract, fields: contract.fields.filter(({ name }) => !without.includes(name)) },
    sampleCount,
  );
}

/** What keeps the values of a field in the samples from keeping the contract. */
const problemsOf = ({ name, shape }: Field, made: readonly Record<string, unknown>[]): string[] =>
  made.flatMap((sample) => (Object.hasOwn(sample, name) ? checkOfShape(shape)(sample[name], name) : []));

const notesOf = ({ inexactExamples }: Contract, left: readonly string[]): string[] => [
  ...(inexactExamples.length > 0
    ? [`examples with numbers that JavaScript cannot read exactly are left out: ${inexactExamples.join(', ')}`]
    : []),
  ...(left.length > 0 ? [`fields without samples, until they have "examples": ${left.join(', ')}`] : []),
];
