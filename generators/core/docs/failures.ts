import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatePath } from '../package.ts';

/** A row of the runbook: what fails, which alarm says so, and its page below docs/runbook/, without suffix. */
export interface FailureRow {
  failure: string;
  alarm: string;
  page: string;
}

/** What the blocks describe in their delivery/failures/, in the order in which a project reads the files. */
export const failuresOf = (blocks: readonly string[]): FailureRow[] =>
  filesOf(blocks).flatMap((file) => {
    const failures = JSON.parse(readFileSync(file, 'utf8')) as { failure: string; alarms: Record<string, string> }[];
    return failures.flatMap(({ failure, alarms }) =>
      Object.entries(alarms).map(([alarm, page]) => ({ failure, alarm, page })),
    );
  });

/** Blocks that are alternatives bring a file of the same name. `lake-transform.json` comes before `lake.json`. */
const filesOf = (blocks: readonly string[]): string[] =>
  blocks
    .map((block) => templatePath(`blocks/${block}/delivery/failures`))
    .flatMap((folder) =>
      existsSync(folder) ? readdirSync(folder).map((name) => ({ name, file: join(folder, name) })) : [],
    )
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ file }) => file);
