/** Does a task for each of many, at most `most` at once. Rejects when a task does. */
export async function someAtOnce<T>(all: readonly T[], most: number, task: (each: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const work = async (): Promise<void> => {
    while (left.length > 0) await task(left.shift()!);
  };
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, work));
}
