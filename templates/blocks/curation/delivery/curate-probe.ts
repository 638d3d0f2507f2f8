import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { accountOfCuration } from './curation-account.ts';

const hour = 3_600_000;
/** Runs before an account is asked for. */
const mostRuns = 5;
/** Hours that are shown, newest first. */
const shown = 24;

/** Curates the hours that wait, as the schedule does. Counts the current hour as over: later events of it are curated with it again. */
export function curateProbe(place: Place): Probe {
  const bucket = () => place.find('bucket', output(place.outputs, 'LakeBucketName'));
  const job = () => place.find('job', output(place.outputs, 'CurationJobName'));
  return {
    id: 'curate',
    title: 'Curation',
    label: 'The first hour to curate again, or nothing',
    placeholder: '2026-11-01-05',
    action: 'Curate',
    acts: true,
    ask: async (_, input) => {
      const given: Record<string, string> = input === '' ? {} : { '--from_hour': input };
      const run = await job().start(given, place.clock.now() + 2 * hour).ended;
      const records = bucket()
        .contents('state/hours/')
        .map(({ body }) => JSON.parse(Buffer.from(body).toString()));
      const rows = records
        .toReversed()
        .slice(0, shown)
        .map(({ digest: _digest, files, ...counts }) => ({ ...counts, files: files.length }));
      return {
        summary: run.message ?? `${run.state}: ${records.length} hours`,
        failed: run.state !== 'SUCCEEDED',
        rows,
        raw: run,
      };
    },
    problems: async (stack) => {
      // what others have just delivered lands first, or it would land while the account is taken
      await stack.settled();
      // a run that fails is repeated by the next one of the schedule
      for (let run = 0; run < mostRuns; run++)
        if ((await job().start({}, place.clock.now() + 2 * hour).ended).state === 'SUCCEEDED') break;
      return accountOfCuration(bucket());
    },
  };
}
