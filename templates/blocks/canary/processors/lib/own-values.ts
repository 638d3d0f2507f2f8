/** How a field's values compare: as DynamoDB types a key, or as the search API filters. */
export type ValueType = 'text' | 'number' | 'date' | 'base64';

/** Numbers in [0, 1). */
export type Random = () => number;

const tries = 20;

/**
 * Values for a field that nobody else is likely to have, the most telling first: the mark itself where the contract leaves
 * room for it, else something shaped like a sample.
 */
export function* ownValues(type: ValueType, sample: unknown, mark: string, random: Random): Iterable<unknown> {
  const below = (limit: number) => Math.floor(random() * limit);
  if (type === 'text') yield mark;
  if (type === 'base64') yield btoa(mark);
  for (let nth = 0; nth < tries; nth++) {
    if (type === 'text') yield otherDigits(String(sample), below);
    if (type === 'text') yield otherLetters(otherDigits(String(sample), below), below);
    if (type === 'base64') yield btoa(`${mark}-${below(1e9)}`);
    // whole, and exact as a double
    if (type === 'number') yield 10 ** (14 - (nth % 12)) + below(10 ** (14 - (nth % 12)));
    if (type === 'number' && typeof sample === 'number')
      yield sample + below(1000) / (Number.isInteger(sample) ? 1 : 8);
    if (type === 'date') yield new Date(Date.UTC(2000, 0, 1) + below(8e11)).toISOString();
    if (type === 'date') yield new Date(Date.UTC(1900, 0, 1) + below(4e12)).toISOString().slice(0, 10);
  }
}

const otherDigits = (text: string, below: (limit: number) => number): string =>
  text.replace(/\d/g, () => String(below(10)));

const otherLetters = (text: string, below: (limit: number) => number): string =>
  text
    .replace(/[a-z]/g, () => String.fromCharCode(97 + below(26)))
    .replace(/[A-Z]/g, () => String.fromCharCode(65 + below(26)));
