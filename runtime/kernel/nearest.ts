/** So many names are suggested at most. */
const suggestedAtMost = 3;

/** The names that are most like a misspelt one, the most alike first: those that differ in at most two fifths of their letters. */
export const nearest = (name: string, known: readonly string[]): readonly string[] =>
  known
    .map((each) => ({ each, distance: distanceOf(name, each) }))
    .filter(({ each, distance }) => distance <= Math.ceil(Math.max(each.length, name.length) * 0.4))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, suggestedAtMost)
    .map(({ each }) => each);

/** How many letters to insert, delete or replace (Levenshtein). */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (let at = 0; at < to.length; at++)
      next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, row[at]! + (to[at] === letter ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}
