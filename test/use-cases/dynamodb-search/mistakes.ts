import type { Mistake } from '../../../scripts/prove/mistake.ts';

const indexer = 'processors/indexer/';
const lib = 'processors/lib/';

export const mistakes: readonly Mistake[] = [
  {
    mistake: 'reports no failures',
    file: `${lib}lowest-failed.ts`,
    find: 'lowest === undefined ? []',
    replace: 'true ? []',
  },
  {
    mistake: 'reports the highest failed number instead of the lowest',
    file: `${lib}lowest-failed.ts`,
    find: 'BigInt(number) < BigInt(lowest)',
    replace: 'BigInt(number) > BigInt(lowest)',
  },
  {
    mistake: 'takes HTTP 200 for success',
    file: `${lib}search/bulk-outcome.ts`,
    find: 'if (status < 300)',
    replace: 'if (status > 0)',
  },
  {
    mistake: 'takes a broken connection for success',
    file: `${lib}search/bulk-writer.ts`,
    find: "({ kind: 'failed', reason: error.message })",
    replace: "({ kind: 'written' })",
  },
  {
    mistake: 'writes without a version',
    file: `${lib}search/bulk-writer.ts`,
    find: ',"version":"${version}","version_type":"${versionType}"',
    replace: '',
  },
  {
    mistake: 'replaces what has the same version, whatever it is',
    file: `${indexer}document-writer.ts`,
    find: "versionType: 'external',",
    replace: "versionType: 'external_gte',",
  },
  {
    mistake: 'takes every conflict for a repetition',
    file: `${indexer}document-writer.ts`,
    find: 'tied.length > 0 || found.text !== canonicalDocument(newest)',
    replace: 'false',
  },
  {
    mistake: 'keeps the oldest change of an item',
    file: `${indexer}collapse.ts`,
    find: 'revision.version > newer.version',
    replace: 'revision.version < newer.version',
  },
  {
    mistake: 'keeps the change of an item that arrived last',
    file: `${indexer}collapse.ts`,
    find: 'revision.version > newer.version ? revision : newer',
    replace: 'revision',
  },
  {
    mistake: 'does not see that two changes have the same time',
    file: `${indexer}collapse.ts`,
    find: 'revision.version === newest.version && differs(revision, newest)',
    replace: 'false',
  },
  {
    mistake: 'answers before it has written',
    file: `${indexer}indexer.ts`,
    find: 'const results = await this.#writer.write(documents, deadline);',
    replace:
      "void this.#writer.write(documents, deadline); const results: DocumentResult[] = documents.map(() => ({ kind: 'indexed', ties: 0 }));",
  },
  {
    mistake: 'swallows records that it cannot read',
    file: `${indexer}indexer.ts`,
    find: 'this.rejected.push({ record, reason: `unreadable: ${(error as Error).message}` });',
    replace: '',
  },
  {
    mistake: 'swallows documents that the index refuses',
    file: `${indexer}indexer.ts`,
    find: 'for (const { record } of all) this.rejected.push({ record, reason: result.words });',
    replace: '',
  },
  {
    mistake: 'parks records without what they hold',
    file: `${lib}reject-store.ts`,
    find: 'return { reason, eventID: record.eventID, partitionKey, data };',
    replace: 'return { reason, eventID: record.eventID, partitionKey, data: data.slice(0, 0) };',
  },
  {
    mistake: 'goes on when it could not park',
    file: `${indexer}indexer.ts`,
    find: 'batch.failRecords(batch.rejected.map(({ record }) => record));',
    replace: '',
  },
  {
    mistake: 'drops the second half of what it had to send in two',
    file: `${lib}search/bulk-writer.ts`,
    find: '...(await this.#send(lines.slice(half), deadline)),',
    replace: "...lines.slice(half).map((): WriteOutcome => ({ kind: 'written' })),",
  },
  {
    mistake: 'reads the table as it was',
    file: `${indexer}item-reader.ts`,
    find: 'ConsistentRead: true',
    replace: 'ConsistentRead: false',
  },
  {
    mistake: 'takes a tie for decided when the table cannot be read',
    file: `${indexer}document-writer.ts`,
    find: "if (text === undefined) results[tie.at] = { kind: 'failed', reason: undecided, ties: 0 };",
    replace: 'if (text === undefined) continue;',
  },
  {
    mistake: 'indexes the item as it was before the change',
    file: `${indexer}change.ts`,
    find: 'const { Keys: keys = {}, NewImage: item } = dynamodb;',
    replace:
      'const { Keys: keys = {}, NewImage, OldImage: item = NewImage } = dynamodb as Record<string, AttributeMap>;',
  },
  {
    mistake: 'gives several items one document',
    file: `${indexer}document-id.ts`,
    find: 'return id.length <= maxBytes ? id :',
    replace: 'return id.length <= maxBytes ? id.slice(0, 1) :',
  },
  {
    mistake: 'leaves numbers out',
    file: `${indexer}plain-item.ts`,
    find: 'return exactNumber(value as string);',
    replace: 'return undefined;',
  },
  {
    mistake: 'parks removals as if nobody could read them',
    file: `${indexer}change.ts`,
    find: 'if (!removed && !item)',
    replace: 'if (!item)',
  },
  {
    mistake: 'leaves removed items in the index',
    file: `${indexer}revision.ts`,
    find: 'const removed = item === undefined;',
    replace: 'const removed = false;',
  },
  {
    mistake: 'leaves out what the index does not take',
    file: `${indexer}document.ts`,
    find: 'setMember((unindexed ??= {}), name, value);',
    replace: '',
  },
  {
    mistake: 'sends the index every value that a field has',
    file: `${indexer}index-field.ts`,
    find: 'if (takes(value)) return value;',
    replace: 'if (takes(value) || path !== undefined) return value;',
  },
];
