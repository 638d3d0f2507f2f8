/**
 * Bytes of what an answer holds, at most. Lambda answers 6 MB (Lambda guide, quotas, "Invocation payload"); the rest is room
 * for headers and what stands around the items.
 */
export const answerBytes = 5_500_000;

/** Bytes of a value in an answer: JSON, which is once more a text in the JSON that Lambda hands to API Gateway. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(JSON.stringify(value)));

/** The first values that take no more than so many bytes together. */
export function fitting<T>(values: readonly T[], most: number): readonly T[] {
  // in a text in JSON, what JSON is made of takes at most three bytes a code unit; nearly every answer is far smaller than it may be
  if (3 * JSON.stringify(values).length + 2 <= most) return values;
  let bytes = 0;
  const end = values.findIndex((value) => (bytes += bytesOf(value)) > most);
  return values.slice(0, end === -1 ? values.length : end);
}
