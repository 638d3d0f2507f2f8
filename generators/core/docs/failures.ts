import { existsSync, readFileSync } from 'node:fs';
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

/** `lake-transform.json` comes before `lake.json`. */
const filesOf = (blocks: readonly string[]): string[] =>
  blocks
    .map((block) => ({ name: `${block}.json`, file: templatePath(`blocks/${block}/delivery/failures/${block}.json`) }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ file }) => (existsSync(file) ? [file] : []));
