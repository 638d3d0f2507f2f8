import type { JobRun } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';

const hour = 3_600_000;
/** Runs until one succeeds. */
const mostRuns = 5;

/** Runs the job once. Counts the current hour as over: later events of it are curated with it again. */
export const curateOnce = ({ find, outputs, clock }: Place, given: Readonly<Record<string, string>>): Promise<JobRun> =>
  find('job', output(outputs, 'CurationJobName')).start(given, clock.now() + 2 * hour).ended;

/** A run that fails is repeated, as the schedule does. Gives whether one has succeeded. */
export async function curate(place: Place, given: Readonly<Record<string, string>> = {}): Promise<boolean> {
  for (let run = 0; run < mostRuns; run++) if ((await curateOnce(place, given)).state === 'SUCCEEDED') return true;
  return false;
}
