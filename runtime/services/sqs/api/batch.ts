import { ServiceError } from '../../../gateway/service-error.ts';
import { entryError } from './error.ts';
import { text, type Input } from './request.ts';

const entriesLimit = 10;
const named = /^[\w-]{1,80}$/;

/** The entries of a batch, checked as SQS checks the batch as a whole. */
export function entriesOf(input: Input): readonly Input[] {
  const entries = input['Entries'];
  if (!Array.isArray(entries) || entries.length === 0)
    throw new ServiceError('EmptyBatchRequest', 400, 'There should be at least one entry in the request.');
  if (entries.length > entriesLimit)
    throw new ServiceError(
      'TooManyEntriesInBatchRequest',
      400,
      `Maximum number of entries per request are ${entriesLimit}. You have sent ${entries.length}.`,
    );
  const ids = entries.map((entry: Input) => text(entry, 'Id'));
  if (!ids.every((id) => named.test(id)))
    throw new ServiceError(
      'InvalidBatchEntryId',
      400,
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  const twice = ids.find((id, at) => ids.indexOf(id) < at);
  if (twice !== undefined) throw new ServiceError('BatchEntryIdsNotDistinct', 400, `Id ${twice} repeated.`);
  return entries as Input[];
}

/** Does each entry; one that fails is named in the answer. What has no entries is absent. */
export function inBatch(entries: readonly Input[], run: (entry: Input) => object): object {
  const [Successful, Failed]: [object[], object[]] = [[], []];
  for (const entry of entries) {
    const Id = String(entry['Id']);
    try {
      Successful.push({ Id, ...run(entry) });
    } catch (error) {
      Failed.push(entryError(Id, error));
    }
  }
  return { ...(Successful.length > 0 ? { Successful } : {}), ...(Failed.length > 0 ? { Failed } : {}) };
}
