/** Redshift database guide, r_names: bytes of an identifier. */
const longestName = 127;
/** amazon-redshift-limits: columns of a view. */
const mostColumns = 1600;

/** What the names of columns cannot be, each with what to do instead. */
export function columnProblems(names: readonly string[]): string[] {
  const byFolded = Map.groupBy(names, (name) => name.toLowerCase());
  const alike = [...byFolded.values()].filter((group) => group.length > 1);
  return [
    ...names
      .filter((name) => Buffer.byteLength(name) > longestName)
      .map((name) => `${name}: the name of a column in Redshift has at most ${longestName} bytes. Rename the field`),
    ...names
      .filter((name) => /["\\]/.test(name))
      .map(
        (name) =>
          `${name}: a column in Redshift with a quotation mark or a backslash cannot be named. Rename the field`,
      ),
    ...alike.map(
      (group) => `${group.join(' and ')} are the same column where names have no case. Rename one of the fields`,
    ),
    ...(names.length > mostColumns
      ? [
          `a view in Redshift has at most ${mostColumns} columns, and there would be ${names.length}. Put fields into an object`,
        ]
      : []),
  ];
}
