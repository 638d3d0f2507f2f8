/** The known name that a misspelt one most likely meant: at most two slips away, and less than half of it. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .filter((candidate) => Math.abs(candidate.length - name.length) <= 2)
    .map((candidate) => ({ candidate, slips: slipsBetween(name, candidate) }))
    .filter(({ candidate, slips }) => slips <= 2 && slips < candidate.length / 2)
    .sort((a, b) => a.slips - b.slips);
  return best?.candidate;
}

/** How many letters have to be added, dropped, replaced or swapped with their neighbour (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** The end of a message about a value that is not known: what it most likely meant. */
export function meant(value: unknown, known: readonly string[]): string {
  const text = typeof value === 'string' ? value.trim() : '';
  const best = nearest(text, known) ?? nearest(text.toLowerCase(), known);
  return best === undefined ? '' : `. Did you mean ${best}?`;
}
