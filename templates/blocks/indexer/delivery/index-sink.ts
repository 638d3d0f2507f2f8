import { itemName } from '../contract/derived/item.ts';
import type { Held, Keyed } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { nameOf, plainDocument, plainImage, plainItem, withState, type Plain, type RawChange } from './raw-change.ts';
import { isWrong } from './sample-items.ts';
import type { TableRecord } from './table-record.ts';

/** The index: the newest state of every item, and a mark for every item that was removed. */
export const indexSink = ({ find, outputs }: Place): Keyed<TableRecord, Plain> => ({
  kind: 'keyed',
  place: ({ change }) => change && { key: change.item, order: change.micros },
  when: timeOf,
  state: ({ change }) => change && documentOf(change),
  *held(): Iterable<Held<Plain>> {
    for (const { id, version, source } of find('index').documents(itemName))
      yield {
        key: nameOf(plainDocument(source)),
        id,
        order: Number(version),
        state: () => plainDocument(source),
      };
  },
  truth: () => {
    const items = new Map(
      find('table', output(outputs, 'TableName'))
        .items()
        .map((item) => {
          const plain = plainItem(item);
          return [nameOf(plain)!, plain];
        }),
    );
    return ({ change }) => {
      if (!change) return undefined;
      const item = items.get(change.item);
      return item ? withState(item, change.micros, false) : removedOf(change);
    };
  },
  refuses: isWrong,
});

const removedOf = ({ key, micros }: RawChange): Plain => withState(plainImage(key), micros, true);

const documentOf = (change: RawChange): Plain =>
  change.image ? withState(plainImage(change.image), change.micros, false) : removedOf(change);

/** Microseconds of Unix time, as a person reads them: 2026-11-23T10:00:00.123456Z. */
function timeOf(micros: number): string {
  const seconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
  return `${seconds}${String(micros % 1000).padStart(3, '0')}Z`;
}
