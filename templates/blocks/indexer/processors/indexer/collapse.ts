import { canonical } from '../lib/exact-json.ts';
import type { Change } from './change.ts';

/** All changes of a batch that concern one document. */
export interface DocumentChanges {
  newest: Change;
  /** Others of the same instant that say something else: which of them is the last, only the table knows. */
  tied: readonly Change[];
  /** Every change of the document in the batch: they are done, or not, together. */
  all: readonly Change[];
}

/** The changes by document. Order of arrival is irrelevant: Kinesis Data Streams for DynamoDB may reorder and repeat. */
export function byDocument(changes: readonly Change[]): DocumentChanges[] {
  const documents = Map.groupBy(changes, ({ id }) => id);
  return [...documents.values()].map((all) => {
    const newest = all.reduce((newer, change) => (change.version > newer.version ? change : newer));
    const tied = all.filter((change) => change.version === newest.version && contents(change) !== contents(newest));
    return { newest, tied, all };
  });
}

const contents = ({ item }: Change): string => (item ? canonical(item) : 'removed');
