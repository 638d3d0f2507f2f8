/** Milliseconds until S3 surely goes by a new configuration (Amazon S3 guide, "Amazon S3 Event Notifications": about five minutes). */
const surely = 10 * 60_000;

/** The commands that read what a bucket held before it was connected, once. What came in between is read twice, under the same ids. */
export function backfillCommands(stage: string, { folders }: { folders: readonly string[] }, now: Date): string[] {
  const before = new Date(now.getTime() + surely).toISOString().replace(/\.\d+Z$/, 'Z');
  return folders.map((folder) => {
    const prefix = folder === '' ? '' : ` --prefix '${folder.replaceAll("'", `'\\''`)}'`;
    // the clock of a local run is another one
    return `npm run backfill -- --stage ${stage}${prefix}${stage === 'local' ? '' : ` --before ${before}`}`;
  });
}
