import { expect, it } from '@jest/globals';
import { readChange } from '../../processors/indexer/change.ts';
import { byDocument } from '../../processors/indexer/collapse.ts';
import { revisionOf } from '../../processors/indexer/revision.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { removed, written } from '../change-records.ts';

const [one, other] = [sampleItem(0), sampleItem(1)];
const revisions = (...records: Parameters<typeof readChange>[0][]) =>
  records.map((record) => revisionOf(readChange(record)).revision);

it('keeps the newest revision of each document, whatever their order', () => {
  const documents = byDocument(
    revisions(written(one, { at: 2 }), removed(one, { at: 3 }), written(one, { at: 1 }), written(other, { at: 1 })),
  );
  expect(documents.map(({ newest, all }) => [newest.version, all.length])).toEqual([
    [3n, 3],
    [1n, 1],
  ]);
});

it('sees a tie of two changes that differ, and none where one is repeated', () => {
  expect(byDocument(revisions(written(one, { at: 1 }), written(one, { at: 1 })))[0]!.tied).toEqual([]);
  expect(byDocument(revisions(written(one, { at: 1 }), removed(one, { at: 1 })))[0]!.tied).toHaveLength(1);
});

it('sees no tie of two changes that say the same in another order', () => {
  const reordered = Object.fromEntries(Object.entries(one).toReversed());
  expect(byDocument(revisions(written(one, { at: 1 }), written(reordered, { at: 1 })))[0]!.tied).toEqual([]);
});
