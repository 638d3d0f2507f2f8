import { checkOfShape } from './check-of.ts';
import type { Contract, Field, Shape } from './contract.ts';
import { readContract } from './read-contract.ts';
import { samples } from './samples.ts';

/** How many sample events are made of a contract that has so many keys to give. */
export const sampleCount = 40;
const leastSamples = 8;

/** A contract that everything can be derived from, samples included, or all that keeps a JSON Schema from being one. */
export function usableContract(schema: unknown): Contract | { problems: string[] } {
  const contract = readContract(schema);
  if ('problems' in contract) return contract;
  const isKey = (name: string) => contract.key.some((key) => key.name === name);
  if (!contract.fields.some(({ name, shape }) => !isKey(name) && holdsValues(shape)))
    return { problems: ['there is nothing to search: no field outside the key holds a value that an index can map'] };
  const made = samples(contract, sampleCount);
  if (made.length < leastSamples)
    return {
      problems: [`its key gives ${made.length} different values, but the tests of a project need ${leastSamples}`],
    };
  const wrong = new Map(contract.fields.map((field) => [field.name, problemsOf(field, made)]));
  const needed = contract.fields.filter(({ name, required }) => required && wrong.get(name)!.length > 0);
  if (needed.length > 0)
    return {
      problems: needed.map(
        ({ name }) => `${wrong.get(name)![0]}; generated samples do not satisfy this: add "examples" to the field`,
      ),
    };
  const left = contract.fields.filter(({ name }) => wrong.get(name)!.length > 0).map(({ name }) => name);
  if (left.length === 0) return contract;
  return {
    ...contract,
    fields: contract.fields.map((field) => (left.includes(field.name) ? { ...field, sampled: false } : field)),
    notes: [...contract.notes, `fields without samples, until they have "examples": ${left.join(', ')}`],
  };
}

/** Whether an index maps something of it. */
const holdsValues = (shape: Shape): boolean =>
  shape.kind === 'object' ? shape.fields.some((field) => holdsValues(field.shape)) : shape.kind !== 'free';

/** What keeps the values of a field in the samples from keeping the contract. */
const problemsOf = ({ name, shape }: Field, made: readonly Record<string, unknown>[]): string[] => [
  ...new Set(made.flatMap((sample) => (Object.hasOwn(sample, name) ? checkOfShape(shape)(sample[name], name) : []))),
];
