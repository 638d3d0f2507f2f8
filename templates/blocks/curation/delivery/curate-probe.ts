import { output, type Place, type Probe } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { curate, curateOnce } from './curate.ts';
import { accountOfCuration } from './curation-account.ts';

/** Hours that are shown, newest first. */
const shown = 24;

/** Curates the hours that wait, as the schedule does. Counts the current hour as over: later events of it are curated with it again. */
export function curateProbe(place: Place): Probe {
  const bucket = () => place.find('bucket', output(place.outputs, 'LakeBucketName'));
  return {
    id: 'curate',
    title: 'Curation',
    label: 'The first hour to curate again, or nothing',
    placeholder: '2026-11-01-05',
    action: 'Curate',
    acts: true,
    ask: async (_, input) => {
      const given: Record<string, string> = input === '' ? {} : { '--from_hour': input };
      const run = await curateOnce(place, given);
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
      await curate(place);
      return accountOfCuration(bucket());
    },
  };
}
