import { itemName } from '../contract/derived/item.ts';
import type { Held, Keyed } from '../.stream-pipeline/runtime/runtime.cjs';
import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { heldDocument } from './index-document.ts';
import { nameOf, plainImage, plainItem, type Plain, type RawChange } from './raw-change.ts';
import { isWrong } from './sample-items.ts';
import type { TableRecord } from './table-record.ts';

/** What the index has to say of an item at a time. */
interface State {
  item: Plain;
  /** Microseconds of Unix time. */
  version: string;
  removed: boolean;
}

/** The index: the newest state of every item, and a mark for every item that was removed. */
export const indexSink = ({ find, outputs }: Place): Keyed<TableRecord, State> => ({
  kind: 'keyed',
  place: ({ change }) => change && { key: change.item, order: change.micros },
  when: timeOf,
  state: ({ change }) => change && documentOf(change),
  *held(): Iterable<Held<State>> {
    for (const { id, version, source } of find('index').documents(itemName))
      yield {
        key: nameOf(heldDocument(source).item),
        id,
        order: Number(version),
        state: () => stateOf(source),
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
      return item ? state(item, change.micros, false) : removedOf(change);
    };
  },
  refuses: ({ item }) => isWrong(item),
});

function stateOf(source: string): State {
  const { item, version, removed } = heldDocument(source);
  return { item, version, removed };
}

const state = (item: Plain, micros: number, removed: boolean): State => ({ item, version: String(micros), removed });

const removedOf = ({ key, micros }: RawChange): State => state(plainImage(key), micros, true);

const documentOf = (change: RawChange): State =>
  change.image ? state(plainImage(change.image), change.micros, false) : removedOf(change);

/** Microseconds of Unix time, as a person reads them: 2026-11-23T10:00:00.123456Z. */
function timeOf(micros: number): string {
  const seconds = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1);
  return `${seconds}${String(micros % 1000).padStart(3, '0')}Z`;
}
