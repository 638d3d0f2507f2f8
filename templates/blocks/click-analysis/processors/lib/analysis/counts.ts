/** How many events of each type. */
export type TypeCounts = Record<string, number>;

const mostTypes = 32;

/** Counts more of a type. The 33rd type and those after it count as `other`. */
export function count(counts: TypeCounts, type: string, more = 1): void {
  const isKnown = Object.hasOwn(counts, type);
  const name = isKnown || Object.keys(counts).length < mostTypes ? type : 'other';
  counts[name] = (Object.hasOwn(counts, name) ? counts[name]! : 0) + more;
}

/** Adds `more` to `counts`. */
export function countAll(counts: TypeCounts, more: TypeCounts): void {
  for (const [type, number] of Object.entries(more)) count(counts, type, number);
}
