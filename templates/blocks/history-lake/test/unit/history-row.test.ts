import { expect, it } from '@jest/globals';
import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { plainImage, plainJson, type Image } from '../../delivery/raw-change.ts';
import { offContractItem, sampleItem } from '../../delivery/sample-items.ts';
import { historyRow } from '../../processors/history-transform/history-row.ts';
import { Untransformable } from '../../processors/lib/firehose-transform.ts';
import { written } from '../change-records.ts';

const random = seededRandom(1);
const below = (count: number): number => Math.floor(random() * count);
const sound = (nth: number): string => {
  const item = nth % 2 === 0 ? sampleItem(nth) : offContractItem(sampleItem(nth));
  return Buffer.from(written(item, { at: 1_790_000_000_000_000 + nth }).kinesis.data, 'base64').toString();
};

/** What a row says of the item, or why there is no row. */
function itemOf(text: string): unknown {
  try {
    const { item } = JSON.parse(historyRow(Buffer.from(text))) as { item?: string };
    return item === undefined ? undefined : plainJson(item);
  } catch (error) {
    if (error instanceof Untransformable) return error;
    throw error;
  }
}

/** The same, read with none of the code of the processors. */
function readOf(text: string): unknown {
  const { dynamodb } = JSON.parse(text) as { dynamodb: { NewImage?: Image } };
  return dynamodb.NewImage && plainImage(dynamodb.NewImage);
}

it('has what a change says of the item', () => {
  for (let nth = 0; nth < 200; nth++) expect(itemOf(sound(nth))).toEqual(readOf(sound(nth)));
});

it('has nothing else of a record that somebody has damaged', () => {
  let refused = 0;
  for (let nth = 0; nth < 3000; nth++) {
    const text = sound(nth % 100);
    const at = below(text.length);
    const other = text[below(text.length)]!;
    const damaged = [text.slice(0, at) + other + text.slice(at + 1), text.slice(0, at) + text.slice(at + 1 + below(3))];
    for (const each of damaged) {
      const item = itemOf(each);
      if (item instanceof Untransformable) refused++;
      else expect([each, item]).toEqual([each, readOf(each)]);
    }
  }
  expect(refused).toBeGreaterThan(1000);
});
