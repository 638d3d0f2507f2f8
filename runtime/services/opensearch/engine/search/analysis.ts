import { word } from './words.ts';

/** Longer words are cut, in UTF-16 units. */
const longestWord = 255;

/** The standard analyzer: words in lower case. No stemming, no stop words. */
export const wordsOf = (text: string): string[] => [...placedWords(text)].map((each) => each.word);

/** The words of a text with their places, for highlighting. */
export function* placedWords(
  text: string,
): Generator<{ readonly word: string; readonly start: number; readonly end: number }> {
  for (const { 0: found, index } of text.matchAll(word)) {
    for (let at = 0; at < found.length; at += longestWord) {
      const piece = found.slice(at, at + longestWord);
      yield { word: lowered(piece), start: index + at, end: index + at + piece.length };
    }
  }
}

/** Each character by itself, as Java does: a sigma at the end of a word is like any other, and a dotted I has no dot left. */
const lowered = (text: string): string =>
  /[\u0130\u03a3]/.test(text)
    ? [...text].map((character) => (character === '\u0130' ? 'i' : character.toLowerCase())).join('')
    : text.toLowerCase();

/** Insertions, deletions, replacements and swaps of neighbours between two words; more than `most` counts as Infinity. */
export function editDistance(one: string, other: string, most: number): number {
  const [from, to] = [[...one], [...other]];
  if (Math.abs(from.length - to.length) > most) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    if (Math.min(...current) > most) return Infinity;
    [beforeLast, last] = [last, current];
  }
  const distance = last[to.length]!;
  return distance <= most ? distance : Infinity;
}
