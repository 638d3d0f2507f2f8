import { expect, it } from '@jest/globals';
import { readChange } from '../../processors/indexer/change.ts';
import { byDocument } from '../../processors/indexer/collapse.ts';
import { sampleItem } from '../../delivery/sample-items.ts';
import { removed, written } from '../change-records.ts';

const [one, other] = [sampleItem(0), sampleItem(1)];
const changes = (...records: Parameters<typeof readChange>[0][]) => records.map(readChange);

it('keeps the newest change of each item, whatever their order', () => {
  const documents = byDocument(
    changes(written(one, { at: 2 }), removed(one, { at: 3 }), written(one, { at: 1 }), written(other, { at: 1 })),
  );
  expect(documents.map(({ newest, all }) => [newest.version, all.length])).toEqual([
    [3n, 3],
    [1n, 1],
  ]);
});

it('sees a tie of two changes that differ, and none where one is repeated', () => {
  expect(byDocument(changes(written(one, { at: 1 }), written(one, { at: 1 })))[0]!.tied).toEqual([]);
  expect(byDocument(changes(written(one, { at: 1 }), removed(one, { at: 1 })))[0]!.tied).toHaveLength(1);
});
