import { canonicalDocument, type Revision } from './revision.ts';

/** All revisions of a document that a batch has. */
export interface DocumentRevisions {
  newest: Revision;
  /** Others of the same instant that say something else: which of them is the last, only the table knows. */
  tied: readonly Revision[];
  /** Every revision of the document in the batch: they are done, or not, together. */
  all: readonly Revision[];
}

/** The revisions by document. Order of arrival is irrelevant: Kinesis Data Streams for DynamoDB may reorder and repeat. */
export function byDocument(revisions: readonly Revision[]): DocumentRevisions[] {
  const documents = new Map<string, Revision[]>();
  for (const revision of revisions) {
    const all = documents.get(revision.id);
    if (all) all.push(revision);
    else documents.set(revision.id, [revision]);
  }
  return Array.from(documents.values(), (all): DocumentRevisions => {
    if (all.length === 1) return { newest: all[0]!, tied: none, all };
    const newest = all.reduce((newer, revision) => (revision.version > newer.version ? revision : newer));
    const tied = all.filter((revision) => revision.version === newest.version && differs(revision, newest));
    return { newest, tied, all };
  });
}

const none: readonly Revision[] = [];

const differs = (one: Revision, other: Revision): boolean =>
  one.document !== other.document && canonicalDocument(one) !== canonicalDocument(other);
