import { checkOf } from './check-of.ts';
import type { Contract } from './contract.ts';
import { readContract } from './read-contract.ts';
import { samples } from './samples.ts';

/** How many sample events are made of a contract that has so many keys to give. */
export const sampleCount = 40;
const leastSamples = 8;

/** A contract that everything can be derived from, samples included, or all that keeps a JSON Schema from being one. */
export function usableContract(schema: unknown): Contract | { problems: string[] } {
  const contract = readContract(schema);
  if ('problems' in contract) return contract;
  if (
    !contract.fields.some(
      ({ name, shape }) => shape.kind !== 'object' && contract.key.every((key) => key.name !== name),
    )
  )
    return { problems: ['there is nothing to search: no field outside the key holds a value'] };
  const made = samples(contract, sampleCount);
  if (made.length < leastSamples)
    return {
      problems: [`its key has ${made.length} "examples", but the tests of a project need ${leastSamples} keys`],
    };
  const wrong = new Set(made.flatMap((sample) => checkOf(contract)(sample)));
  if (wrong.size === 0) return contract;
  return {
    problems: [...wrong].map(
      (problem) => `${problem}; generated samples do not satisfy this: add "examples" to the field`,
    ),
  };
}
