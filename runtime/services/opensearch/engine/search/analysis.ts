const alone = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Extended_Pictographic}`;
/**
 * The standard analyzer, approximated: runs of letters and digits, in lower case; emoji and signs of Chinese one by one. No
 * stemming, no stop words.
 */
const word = new RegExp(`[${alone}]|(?:(?![${alone}])[\\p{L}\\p{N}\\p{M}_])+`, 'gu');

export const wordsOf = (text: string): string[] => text.toLowerCase().match(word) ?? [];

/** The words of a text with their places, for highlighting. */
export function* placedWords(
  text: string,
): Generator<{ readonly word: string; readonly start: number; readonly end: number }> {
  for (const match of text.matchAll(word)) {
    yield { word: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length };
  }
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; more than `most` counts as Infinity. */
export function editDistance(from: string, to: string, most: number): number {
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
