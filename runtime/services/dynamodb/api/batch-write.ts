import type { Item, Table } from '../types.ts';
import { itemOf } from './attribute-value.ts';
import { invalid } from './problem.ts';
import { keyIn, keyOf, onTable, tableOf, type Input, type Operation } from './request.ts';

/** API reference, BatchWriteItem: "up to 25 item put or delete operations". */
const limit = 25;

interface Write {
  readonly key: Item;
  readonly item: Item | undefined;
}

export const batchWriteItem: Operation = {
  parameters: ['RequestItems', 'ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'],
  plan(input, tables) {
    const requests = Object.entries((input['RequestItems'] ?? {}) as Record<string, readonly Input[]>);
    return {
      iam: requests.map(([name]) => onTable('BatchWriteItem', name, tables)),
      async run() {
        const count = requests.reduce((total, [, writes]) => total + writes.length, 0);
        if (count === 0 || count > limit) {
          throw invalid(
            `1 validation error detected: Value at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to ${limit}, Member must have length greater than or equal to 1]`,
          );
        }
        const written = requests.map(([name]) => tableOf(name, tables));
        const plans = requests.map(([, writes], at) => distinct(writes.map((write) => writeOf(write, written[at]!))));
        await Promise.all(
          plans.flatMap((writes, at) => writes.map(({ key, item }) => written[at]!.update(key, () => item))),
        );
        return { UnprocessedItems: {} };
      },
    };
  },
};

function writeOf({ PutRequest, DeleteRequest }: Input, table: Table): Write {
  if (DeleteRequest !== undefined) return { key: keyOf((DeleteRequest as Input)['Key'], table), item: undefined };
  const item = itemOf((PutRequest as Input | undefined)?.['Item'], 'Item');
  return { key: keyIn(item, table), item };
}

function distinct(writes: readonly Write[]): readonly Write[] {
  const keys = new Set(writes.map(({ key }) => JSON.stringify(Object.entries(key))));
  if (keys.size < writes.length) throw invalid('Provided list of item keys contains duplicates');
  return writes;
}
